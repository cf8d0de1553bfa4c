package dev.onhand.inventory.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.inventory.ledger.RandomCommands;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockCommand.ReserveStock;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import dev.onhand.testkit.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandReaderTest {
  private static final String RESERVE = Contracts.sample("inventory-service", "ReserveStock.v1");

  @Test
  void both_forms_of_a_command_say_the_same() {
    long seed = System.nanoTime();
    RandomCommands commands = new RandomCommands(new Random(seed));
    CommandBytes bytes = new CommandBytes();
    for (StockCommand command : commands.batch(5000)) {
      assertEquals(command, CommandReader.read(Map.of(), bytes.write(command), 0), "seed " + seed);
      if (isSane(command)) {
        byte[] json = Json.write(CommandJson.payload(command)).getBytes(StandardCharsets.UTF_8);
        Contracts.assertValid(
            "inventory-service",
            CommandJson.type(command),
            new String(json, StandardCharsets.UTF_8));
        assertEquals(command, CommandReader.read(headers(command), json, 0), "seed " + seed);
      }
    }
  }

  /// Whether the contract allows it: the ledger is asked more than that.
  private static boolean isSane(StockCommand command) {
    String text = command.toString();
    return !text.matches(
        "(?s).*(quantity|counted)=(-|0|[\\d]{7}).*|.*(lines|components)=\\[\\].*|.*whatever.*"
            + "|.*units=-.*|.*costZone=5000.*");
  }

  private static Map<String, String> headers(StockCommand command) {
    Map<String, String> headers = headers(CommandJson.type(command));
    headers.put("ce_id", command.cause().messageId());
    headers.put("ce_correlationid", command.cause().correlationId());
    headers.put("ce_actor", command.cause().actor());
    headers.put("ce_time", Instant.ofEpochMilli(command.cause().issuedAtMs()).toString());
    return headers;
  }

  private static Map<String, String> headers(String type) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", "m1");
    headers.put("ce_source", "/onhand/order");
    headers.put("ce_type", type);
    headers.put("ce_subject", "s");
    return headers;
  }

  private static StockCommand read(String type, String json) {
    return CommandReader.read(headers(type), json.getBytes(StandardCharsets.UTF_8), 5);
  }

  @Test
  void every_sample_of_the_contract_is_read() {
    for (Contracts.Sample sample : Contracts.samples("inventory-service")) {
      String type = "inventory." + sample.message();
      if (sample
              .message()
              .matches(
                  "(Open|Hold|Define|Reserve|Release|Commit|Extend|Reallocate|Ship|Receive).*"
                      + "|(Adjust|Record|Change|Expect|Peg|Dispatch|Assemble|Disassemble).*")
          && !sample.message().contains("d.v1")) {
        assertEquals(type, CommandJson.type(read(type, sample.json())));
      }
    }
  }

  @Test
  void what_is_absent_gets_its_meaning() {
    ReserveStock reserve =
        (ReserveStock)
            read(
                "inventory.ReserveStock.v1",
                """
                {"pool":"eu","reservationId":"r","orderId":"o","channel":"c","priority":0,
                 "policy":"ship-complete","lines":[{"lineId":"1","sku":"s","quantity":1}],
                 "country":null,"somethingNew":{"a":[1]}}
                """);
    assertEquals("", reserve.country());
    assertEquals(0, reserve.expiresAtMs());
    assertEquals(5, reserve.cause().issuedAtMs());
    assertEquals("/onhand/order", reserve.cause().actor());
    assertEquals("m1", reserve.cause().correlationId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "quantity": 2            | "quantity": 2.0               | SCHEMA_VIOLATION
          "quantity": 2            | "quantity": "2"               | SCHEMA_VIOLATION
          "quantity": 2            | "quantity": 1e3               | SCHEMA_VIOLATION
          "quantity": 2            | "quantity": 99999999999999999999 | MALFORMED_JSON
          "quantity": 2            | "quantity": NaN               | MALFORMED_JSON
          "quantity": 2            | "quantity": 2, "quantity": 3  | MALFORMED_JSON
          "country": "DE"          | "country": 49                 | SCHEMA_VIOLATION
          "pool": "eu"             | "pool": null                  | SCHEMA_VIOLATION
          "pool": "eu"             | "pool": ""                    | SCHEMA_VIOLATION
          "pool": "eu"             | "pool": "e\\u0000u"           | SCHEMA_VIOLATION
          "pool": "eu"             | "pool": "e\\ud800u"           | SCHEMA_VIOLATION
          "priority": 5            | "priority": -5                | SCHEMA_VIOLATION
          "priority": 5            | "priority": 5000000000        | SCHEMA_VIOLATION
          "2026-03-02T12:00:00Z"   | "tomorrow"                    | SCHEMA_VIOLATION
          "2026-03-02T12:00:00Z"   | "+1000000000-01-01T00:00:00Z" | SCHEMA_VIOLATION
          "lines": [               | "lines": [[],                 | SCHEMA_VIOLATION
          "lines": [               | "lines": 1, "x": [            | SCHEMA_VIOLATION
          {                        | [{                            | MALFORMED_JSON
          }                        | `}}`                          | MALFORMED_JSON
          """)
  void what_does_not_fit_is_refused_by_name(String good, String bad, String reason) {
    String json = RESERVE.replaceFirst(java.util.regex.Pattern.quote(good), quoted(bad));
    var refused = assertThrows(InvalidMessage.class, () -> read("inventory.ReserveStock.v1", json));
    assertEquals(reason, refused.reason());
  }

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(text);
  }

  @Test
  void what_is_no_command_is_refused() {
    assertThrows(InvalidMessage.class, () -> read("inventory.MakeCoffee.v1", RESERVE));
    assertThrows(InvalidMessage.class, () -> read("inventory.ReserveStock.v2", RESERVE));
    assertThrows(InvalidMessage.class, () -> CommandReader.read(Map.of(), null, 0));
    assertThrows(InvalidMessage.class, () -> CommandReader.read(Map.of(), new byte[0], 0));
    String deep = "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    assertThrows(InvalidMessage.class, () -> read("inventory.OpenPool.v1", deep));
    Map<String, String> headers = headers("inventory.ReserveStock.v1");
    headers.put("ce_time", "yesterday");
    assertThrows(
        InvalidMessage.class,
        () -> CommandReader.read(headers, RESERVE.getBytes(StandardCharsets.UTF_8), 0));
  }

  @Test
  void a_location_is_read_from_json_and_bytes_alike() {
    var json = RESERVE.replace("\"policy\"", "\"locationId\": \"STORE-PARIS\", \"policy\"");
    var command = (ReserveStock) read("inventory.ReserveStock.v1", json);
    assertEquals("STORE-PARIS", command.locationId());
    var plain = (ReserveStock) read("inventory.ReserveStock.v1", RESERVE);
    assertEquals("", plain.locationId());
    assertNotEquals(plain.content(), command.content());
    assertEquals(command, CommandReader.read(Map.of(), new CommandBytes().write(command), 0));
  }

  @Test
  void a_reservation_from_before_orders_named_locations_is_read_and_has_the_same_digest() {
    ByteWriter out = new ByteWriter();
    out.octet(4);
    out.octet(4);
    out.id("m1");
    out.id("");
    out.text("/onhand/order");
    out.number(5);
    out.text("eu");
    out.id("r");
    out.id("o");
    out.text("web");
    out.number(3);
    out.text("DE");
    out.text("express");
    out.text("backorder");
    out.number(0);
    out.number(1);
    out.text("1");
    out.text("MUG");
    out.signed(2);
    var json =
        """
        {"pool":"eu","reservationId":"r","orderId":"o","channel":"web","priority":3,
         "country":"DE","serviceLevel":"express","policy":"backorder",
         "lines":[{"lineId":"1","sku":"MUG","quantity":2}]}
        """;
    var old = (ReserveStock) CommandReader.read(Map.of(), out.toArray(), 0);
    var now = (ReserveStock) read("inventory.ReserveStock.v1", json);
    assertEquals("", old.locationId());
    assertEquals(now, old);
    assertEquals(now.content(), old.content());
  }

  @Test
  void bytes_that_are_no_command_are_refused() {
    Random random = new Random(1);
    CommandBytes writer = new CommandBytes();
    for (StockCommand command : new RandomCommands(new Random(2)).batch(200)) {
      byte[] good = writer.write(command);
      for (int cut = 1; cut < good.length; cut++) {
        byte[] part = Arrays.copyOf(good, cut);
        assertThrows(InvalidMessage.class, () -> CommandReader.read(Map.of(), part, 0));
      }
      for (int i = 0; i < 200; i++) {
        byte[] changed = good.clone();
        changed[1 + random.nextInt(changed.length - 1)] = (byte) random.nextInt();
        try {
          CommandReader.read(Map.of(), changed, 0);
        } catch (InvalidMessage _) {
          // found out
        }
      }
    }
  }
}
