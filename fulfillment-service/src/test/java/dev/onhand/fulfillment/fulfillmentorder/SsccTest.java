package dev.onhand.fulfillment.fulfillmentorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SsccTest {

  @Test
  void the_check_digit_is_that_of_gs1() {
    // GS1 General Specifications, section 7.9.1
    assertTrue(Sscc.isValid("376104250021234569"));
    assertEquals("340123450000000017", Sscc.of("4012345", 1).digits());
  }

  @Test
  void one_wrong_digit_and_most_swaps_are_noticed() {
    var good = Sscc.of("4012345", 123_456_789).digits();
    for (int i = 0; i < good.length(); i++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        var other = good.substring(0, i) + digit + good.substring(i + 1);
        assertEquals(digit == good.charAt(i), Sscc.isValid(other), other);
      }
    }
  }

  @Test
  void what_has_not_18_digits_is_no_sscc() {
    assertFalse(Sscc.isValid(null));
    assertFalse(Sscc.isValid(""));
    assertFalse(Sscc.isValid("P-1"));
    assertFalse(Sscc.isValid("37610425002123456"));
    assertFalse(Sscc.isValid("3761042500212345690"));
    assertFalse(Sscc.isValid("٣٧٦١٠٤٢٥٠٠٢١٢٣٤٥٦٩"));
    assertThrows(IllegalArgumentException.class, () -> new Sscc("376104250021234560"));
  }

  @Test
  void serials_start_again_when_they_no_longer_fit() {
    assertEquals(Sscc.of("4012345", 1), Sscc.of("4012345", 1_000_000_001));
    assertEquals(Sscc.of("401234567890", 7), Sscc.of("401234567890", 10_007));
  }

  @Test
  void a_prefix_has_4_to_12_digits() {
    assertThrows(IllegalArgumentException.class, () -> Sscc.of("401", 1));
    assertThrows(IllegalArgumentException.class, () -> Sscc.of("4012345678901", 1));
    assertThrows(IllegalArgumentException.class, () -> Sscc.of("40x2345", 1));
  }
}
