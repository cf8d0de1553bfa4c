package dev.onhand.inventory.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.platform.http.HttpProblem;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestKeyTest {
  @Test
  void the_same_caller_and_key_are_the_same_reservation_and_others_are_not() {
    var id = RequestKey.id("shop", "k1");
    assertEquals(id, RequestKey.id("shop", "k1"));
    assertNotEquals(id, RequestKey.id("shop", "k2"));
    assertNotEquals(id, RequestKey.id("other", "k1"));
    assertEquals(5, UUID.fromString(id).version());
  }

  @Test
  void a_key_must_be_there() {
    assertThrows(HttpProblem.class, () -> RequestKey.required(null));
    assertThrows(HttpProblem.class, () -> RequestKey.required(" "));
    assertThrows(HttpProblem.class, () -> RequestKey.required("k".repeat(201)));
  }
}
