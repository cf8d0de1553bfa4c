package dev.onhand.inventory.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.platform.http.HttpProblem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"wait=2|2", "respond-async, wait = 3|3", "Wait=\"1\"; foo|1", "wait=99|10", "x|0"})
  void a_caller_waits_as_long_as_it_says_and_no_longer_than_allowed(String header, int seconds) {
    assertEquals(Duration.ofSeconds(seconds), Preference.wait(header));
  }

  @Test
  void nobody_waits_who_does_not_say_so() {
    assertEquals(Duration.ZERO, Preference.wait(null));
  }

  @Test
  void a_time_that_is_no_number_is_refused() {
    assertThrows(HttpProblem.class, () -> Preference.wait("wait=soon"));
  }
}
