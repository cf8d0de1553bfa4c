package dev.onhand.order.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AddressRulesTest {
  /// country, province, postal code -> what is wrong; a dash is nothing.
  private static final String TABLE =
      """
      DE | -  | 10115     | -
      DE | -  | 1011      | postalCode
      DE | -  | D-10115   | postalCode
      DE | -  | -         | postalCode
      AT | -  | 1010      | -
      AT | -  | 10115     | postalCode
      GB | -  | SW1A 1AA  | -
      GB | -  | sw1a1aa   | -
      GB | -  | M1 2AB    | -
      GB | -  | 90210     | postalCode
      UK | -  | SW1A 1AA  | country
      US | WA | 98101     | -
      US | WA | 98101-1234| -
      US | -  | 98101     | province
      US | WA | 9810      | postalCode
      CA | ON | K1A 0B1   | -
      CA | ON | K1A0B1    | -
      CA | -  | 90210     | province postalCode
      JP | -  | 150-0002  | -
      JP | -  | 1500002   | -
      NL | -  | 1012 AB   | -
      NL | -  | 1012      | postalCode
      BR | SP | 01310-100 | -
      IE | -  | D02 X285  | -
      IE | -  | -         | -
      HK | -  | -         | -
      AE | -  | whatever  | -
      ZZ | -  | 1         | country
      de | -  | 10115     | country
      -  | -  | 10115     | country
      """;

  @TestFactory
  Stream<DynamicTest> every_country_has_its_form() {
    return TABLE.lines().map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
  }

  private static void check(String line) {
    var cells = List.of(line.split("[|]")).stream().map(String::strip).toList();
    var to =
        new ShipTo(
            "N",
            "Street 1",
            null,
            "City",
            text(cells.get(1)),
            text(cells.get(2)),
            text(cells.get(0)),
            null);
    var fields = to.missing().stream().map(p -> p.split(":")[0]).toList();
    assertEquals(cells.get(3), fields.isEmpty() ? "-" : String.join(" ", fields));
  }

  private static String text(String cell) {
    return cell.equals("-") ? null : cell;
  }

  @Test
  void what_is_wrong_is_said_without_the_address() {
    var to = new ShipTo("N", "Secret Lane 5", null, "City", null, "98x01", "US", null);
    assertTrue(to.missing().getLast().endsWith("such as 98101"));
    assertFalse(to.missing().toString().contains("98x01"), "nothing personal");
  }

  @Test
  void an_address_without_street_and_city_says_both() {
    var to = new ShipTo("N", " ", null, null, null, "10115", "DE", null);
    assertEquals(List.of("address1", "city"), to.missing());
  }

  /// The table's own examples have the form they are an example of.
  @Test
  void every_example_fits() throws IOException {
    try (var table = AddressRules.class.getResourceAsStream("/address/postal-codes.txt")) {
      var lines = new String(table.readAllBytes(), StandardCharsets.UTF_8).lines();
      for (var line : lines.filter(l -> !l.startsWith("#")).toList()) {
        var columns = line.split("\t");
        var to = new ShipTo("N", "S", null, "C", "P", columns[2], columns[0], null);
        assertEquals(List.of(), to.missing(), line);
      }
    }
  }
}
