package dev.onhand.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  @Test
  void a_page_with_more_behind_it_says_where_to_go_on() {
    var page = Page.of(List.of("a", "b", "c"), 2, s -> s);
    assertEquals(List.of("a", "b"), page.items());
    assertEquals("b", page.next());
  }

  @Test
  void the_last_page_has_no_next() {
    assertNull(Page.of(List.of("a", "b"), 2, s -> s).next());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 501, Integer.MAX_VALUE})
  void a_limit_out_of_range_is_refused(int limit) {
    assertThrows(HttpProblem.class, () -> Page.limit(limit));
  }

  @Test
  void the_default_limit_is_taken_when_none_is_asked_for() {
    assertEquals(Page.LIMIT_DEFAULT, Page.limit(null));
  }
}
