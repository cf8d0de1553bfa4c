package dev.onhand.order.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.ChannelFormat;
import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.Reading;
import dev.onhand.order.channel.Sender;
import dev.onhand.platform.event.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds contract/channels against the code: every document there, played in the order of its
/// table through reading and deciding, comes to what the table says.
class ChannelTableTest {
  static final Path FOLDER =
      Path.of(System.getProperty("onhand.root", ".."), "order-service/contract/channels");

  private static final Stocked ITEMS =
      Stocked.of("eu", Set.of("LAMP-DESK", "BULB-E27", "BULB-E14"));
  private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

  /// One line of a table.
  record Row(String document, String topic, List<String> outcomes, Set<String> holds) {
    static List<Row> of(Path channel) throws IOException {
      var rows = new ArrayList<Row>();
      for (var line : Files.readAllLines(channel.resolve("outcomes.txt"))) {
        if (line.isBlank() || line.startsWith("#")) continue;
        var cells = List.of(line.split("[|]"));
        rows.add(
            new Row(
                cells.get(0).strip(),
                cells.get(1).strip().equals("-") ? null : cells.get(1).strip(),
                List.of(cells.get(2).strip().split(", ")),
                words(cells.get(3))));
      }
      return rows;
    }

    private static Set<String> words(String cell) {
      var words = cell.strip();
      return words.equals("-") ? Set.of() : new TreeSet<>(List.of(words.split(" ")));
    }
  }

  /// The orders of one channel, as the service would keep them.
  private static final class Orders {
    private final Map<String, Order> byId = new HashMap<>();
    private final Set<String> touched = new HashSet<>();

    String take(Reading reading) {
      return switch (reading) {
        case Reading.Order read -> order(read);
        case Reading.Refund read ->
            news(read.key().orderId(), new OrderCommand.NoteChannelRefund(read.refund(), NOW));
        case Reading.Edit read ->
            news(read.key().orderId(), new OrderCommand.NoteChannelEdit(read.editedAt(), NOW));
        case Reading.Cancellation read -> cancelled(read);
        case Reading.Skipped skipped -> "SKIPPED " + skipped.reason();
        case Reading.Refused refused -> "REFUSED " + refused.defect();
      };
    }

    private String order(Reading.Order read) {
      var order = read.order();
      var command =
          new OrderCommand.TakeDocument(
              OrderTerms.of(order, SkuMapping.NONE),
              order.version(),
              order.canonicalText(),
              "eu",
              ITEMS,
              order.conditions().refunds(),
              Scrutiny.none(OrderPolicy.of(order.orderType())),
              NOW);
      var first = !byId.containsKey(order.key().orderId());
      return switch (decide(order.key().orderId(), command)) {
        case Decision.Accepted<OrderEvent> a when a.events().isEmpty() -> "DUPLICATE";
        case Decision.Accepted<OrderEvent> _ -> first ? "ORDER" : "UPDATE";
        case Decision.Rejected<OrderEvent> r when r.reason() == OrderRejection.STALE_VERSION ->
            "STALE";
        case Decision.Rejected<OrderEvent> r -> "REFUSED " + r.reason().name();
      };
    }

    private String cancelled(Reading.Cancellation read) {
      var id = read.key().orderId();
      if (!byId.containsKey(id)) return "SKIPPED NOT_YET_AN_ORDER";
      return news(
          id, new OrderCommand.NoteChannelCancellation(read.cancelledAt(), read.refunded(), NOW));
    }

    private String news(String id, OrderCommand command) {
      if (!byId.containsKey(id)) return "WAITING";
      return decide(id, command).eventsOrNone().isEmpty() ? "DUPLICATE" : "NOTED";
    }

    private Decision<OrderEvent> decide(String id, OrderCommand command) {
      var order = byId.getOrDefault(id, Order.UNKNOWN);
      var decision = OrderDecider.decide(command, order);
      for (var event : decision.eventsOrNone()) order = Order.evolve(order, event);
      if (order.stage() != Stage.UNKNOWN) byId.put(id, order);
      OrderRules.check(order);
      touched.add(id);
      return decision;
    }

    Set<String> holds() {
      return touched.stream()
          .filter(byId::containsKey)
          .flatMap(id -> byId.get(id).holds().open().stream())
          .map(h -> h.reason().name())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @TestFactory
  List<DynamicTest> every_document_of_the_tables_comes_to_what_is_written() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (var format : ChannelFormat.values()) {
      var folder = FOLDER.resolve(format.code());
      var orders = new Orders();
      for (var row : Row.of(folder)) {
        tests.add(
            DynamicTest.dynamicTest(
                format.code() + " " + row.document(),
                () -> assertRow(format, orders, row, folder.resolve(row.document()))));
      }
    }
    return tests;
  }

  private static void assertRow(ChannelFormat format, Orders orders, Row row, Path document)
      throws IOException {
    var type = format == ChannelFormat.X12 ? OrderType.WHOLESALE : OrderType.D2C;
    var sender = new Sender("lampen-beispiel.example", type, null);
    var parts = format.parts(Files.readAllBytes(document), sender, row.topic());
    orders.touched.clear();
    var outcomes = new ArrayList<String>();
    for (var part : parts) outcomes.add(orders.take(part.reading()));
    assertEquals(row.outcomes(), outcomes, () -> row.document() + ": " + parts);
    assertEquals(row.holds(), orders.holds(), row.document());
  }

  @Test
  void every_document_in_the_folders_stands_in_a_table() throws IOException {
    for (var format : ChannelFormat.values()) {
      var folder = FOLDER.resolve(format.code());
      var tabled = Row.of(folder).stream().map(Row::document).collect(Collectors.toSet());
      try (var files = Files.list(folder)) {
        var found =
            files
                .map(f -> f.getFileName().toString())
                .filter(f -> !f.equals("outcomes.txt"))
                .collect(Collectors.toSet());
        assertEquals(new TreeSet<>(found), new TreeSet<>(tabled), format.code());
      }
    }
  }

  @Test
  void the_contract_explains_every_reason_and_hold_of_the_code() throws IOException {
    var text = Files.readString(FOLDER.resolveSibling("outcomes.md"));
    var names = new TreeSet<String>();
    for (var defect : dev.onhand.order.channel.Defect.values()) names.add(defect.name());
    for (var reason : Reading.SkipReason.values()) names.add(reason.name());
    for (var reason : HoldReason.values()) names.add(reason.name());
    for (var kind : dev.onhand.order.intake.Outcome.Kind.values()) names.add(kind.name());
    for (var format : ChannelFormat.values()) names.add(format.messageType());
    for (var name : names) assertTrue(text.contains("`" + name + "`"), "outcomes.md lacks " + name);
  }
}
