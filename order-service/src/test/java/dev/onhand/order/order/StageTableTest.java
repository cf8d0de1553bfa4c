package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.terms;
import static dev.onhand.order.order.OrderStory.units;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.order.channel.ChannelRefund;
import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.PaymentReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What each command makes of an order at each stage: the stage it is in afterwards, `=` for the
/// same, `-` when the command is refused. No command leads out of CANCELLED or COMPLETED.
class StageTableTest {
  private static final String TABLE =
      """
      command              | RCV | ACC | ALL | REL | PRT | SHP | DLV | CMP | CAN
      same document        | =   | =   | =   | =   | =   | =   | =   | =   | =
      later document       | =   | =   | =   | =   | =   | =   | =   | =   | =
      cancelled by channel | CAN | CAN | CAN | =   | =   | =   | =   | =   | =
      channel cancellation | CAN | CAN | CAN | =   | =   | =   | =   | =   | =
      channel refund       | =   | =   | =   | =   | =   | =   | =   | =   | =
      channel edit         | =   | =   | =   | =   | =   | =   | =   | =   | =
      cancel               | CAN | CAN | CAN | =   | =   | -   | -   | -   | =
      cancel a line        | =   | =   | ACC | -   | -   | -   | -   | -   | -
      cancel all lines     | CAN | CAN | CAN | -   | -   | -   | -   | -   | -
      cancel unshipped     | CAN | CAN | CAN | =   | =   | =   | =   | =   | =
      ship-by passed       | =   | =   | =   | =   | =   | =   | =   | =   | =
      place hold           | =   | =   | =   | -   | -   | -   | -   | -   | -
      complete address     | ACC | =   | =   | -   | -   | -   | -   | -   | -
      payment expires      | =   | =   | =   | =   | =   | =   | =   | =   | =
      completion is due    | =   | =   | =   | =   | =   | =   | CMP | =   | =
      reserved             | =   | ALL | =   | =   | =   | =   | =   | =   | =
      reservation lost     | =   | =   | ACC | =   | =   | =   | =   | =   | =
      part cancelled       | =   | =   | =   | ACC | =   | =   | =   | =   | =
      shipped whole        | SHP | SHP | SHP | SHP | SHP | =   | =   | =   | =
      delivered            | =   | =   | =   | =   | =   | DLV | =   | =   | =
      refund of a return   | =   | =   | =   | =   | =   | =   | =   | =   | =
      """;

  private static final Map<Stage, String> SHORT =
      Map.of(
          Stage.RECEIVED, "RCV",
          Stage.ACCEPTED, "ACC",
          Stage.ALLOCATED, "ALL",
          Stage.RELEASED, "REL",
          Stage.PARTIALLY_SHIPPED, "PRT",
          Stage.SHIPPED, "SHP",
          Stage.DELIVERED, "DLV",
          Stage.COMPLETED, "CMP",
          Stage.CANCELLED, "CAN");

  private static final Map<String, Function<OrderStory, OrderCommand>> COMMANDS =
      new LinkedHashMap<>();

  static {
    COMMANDS.put("cancel", s -> new OrderCommand.CancelOrder("why", "clerk", s.now()));
    COMMANDS.put("cancel a line", s -> lines(s, units("2", 1)));
    COMMANDS.put("cancel all lines", s -> lines(s, units("1", 2), units("2", 1)));
    COMMANDS.put("cancel unshipped", s -> new OrderCommand.CancelUnshipped(s.now()));
    COMMANDS.put("ship-by passed", s -> new OrderCommand.NoteShipByPassed(s.now()));
    COMMANDS.put("payment expires", s -> new OrderCommand.ExpirePayment(s.now()));
    COMMANDS.put("completion is due", s -> new OrderCommand.CompleteOrder(s.now()));
    COMMANDS.put(
        "channel cancellation",
        s ->
            new OrderCommand.NoteChannelCancellation(
                OrderStory.NOON.plus(Duration.ofHours(9)), true, s.now()));
    COMMANDS.put(
        "channel refund",
        s ->
            new OrderCommand.NoteChannelRefund(
                new ChannelRefund("7", s.now(), eur("1.00"), null, List.of()), s.now()));
    COMMANDS.put(
        "channel edit",
        s -> new OrderCommand.NoteChannelEdit(OrderStory.NOON.plus(Duration.ofHours(9)), s.now()));
    COMMANDS.put(
        "place hold",
        s ->
            new OrderCommand.PlaceHold(
                HoldReason.MANUAL, null, "y", "?", Set.of(Transition.ACCEPT), s.now(), s.now()));
    COMMANDS.put(
        "complete address", s -> new OrderCommand.NoteAddress("DE", "101", "clerk", s.now()));
    COMMANDS.put("reserved", s -> reserved(s));
    COMMANDS.put(
        "reservation lost", s -> new OrderCommand.NoteReservationLost(id(s), "Expired", s.now()));
    COMMANDS.put(
        "part cancelled",
        s -> new OrderCommand.NoteFulfilmentCancelled("f", "NOTHING_PICKED", s.now()));
    COMMANDS.put("shipped whole", s -> shipment(s, "whole", units("1", 2), units("2", 1)));
    COMMANDS.put("delivered", s -> new OrderCommand.NoteDelivery("s", s.now(), s.now()));
    COMMANDS.put(
        "refund of a return",
        s ->
            new OrderCommand.RequestRefund(
                new Refund("r", "ret", eur("1.00"), eur("1.00"), eur("0"), RefundReason.RETURN),
                s.now()));
  }

  private static OrderCommand lines(OrderStory s, LineQuantity... lines) {
    return new OrderCommand.CancelLines("c", List.of(lines), "why", "clerk", s.now());
  }

  private static String id(OrderStory s) {
    return s.reservationId() == null ? "none" : s.reservationId();
  }

  private static OrderCommand reserved(OrderStory s) {
    return new OrderCommand.NoteReserved(
        id(s),
        List.of(new Allocation("1", "TEE", "BER", 2), new Allocation("2", "CAP", "BER", 1)),
        s.now());
  }

  private static OrderCommand shipment(OrderStory s, String id, LineQuantity... lines) {
    return new OrderCommand.NoteShipment(id, "f", List.of(lines), s.now(), s.now());
  }

  /// A wholesale order, paid, brought to the stage.
  private static OrderStory at(Stage stage) {
    var story = new OrderStory();
    if (stage == Stage.RECEIVED) return story.received(wholesale().missing("city"));
    story.received(wholesale());
    if (stage == Stage.CANCELLED) return story.cancel();
    if (stage == Stage.ACCEPTED) return held(story);
    if (stage == Stage.ALLOCATED) return held(story).reserved();
    story.reserved().started("f", "BER");
    if (stage == Stage.RELEASED) return story;
    if (stage == Stage.PARTIALLY_SHIPPED) return story.shipped("s", "f", units("1", 2));
    story.shipped("s", "f", units("1", 2), units("2", 1));
    if (stage == Stage.SHIPPED) return story;
    story.delivered("s");
    return stage == Stage.DELIVERED
        ? story
        : story.when(new OrderCommand.CompleteOrder(story.now()));
  }

  /// Kept from its release only.
  private static OrderStory held(OrderStory story) {
    return story.when(
        new OrderCommand.PlaceHold(
            HoldReason.QUALITY,
            null,
            "x",
            "?",
            Set.of(Transition.RELEASE),
            story.now(),
            story.now()));
  }

  private static OrderStory.Terms wholesale() {
    return terms().type(OrderType.WHOLESALE);
  }

  private static String outcome(String command, Stage stage) {
    var story = at(stage);
    assertEquals(stage, story.order().stage(), command);
    var received = stage == Stage.RECEIVED;
    switch (command) {
      case "same document" ->
          story.document(1, received ? wholesale().missing("city") : wholesale());
      case "later document" ->
          story.document(2, received ? wholesale().missing("city") : wholesale());
      case "cancelled by channel" ->
          story.document(2, wholesale().cancelled().payment(PaymentReport.RETURNED));
      default -> story.when(COMMANDS.get(command).apply(story));
    }
    if (story.wasRejected()) return "-";
    var after = story.order().stage();
    return after == stage ? "=" : SHORT.get(after);
  }

  private static Stage stage(String shortened) {
    for (var stage : SHORT.entrySet()) {
      if (stage.getValue().equals(shortened)) return stage.getKey();
    }
    throw new AssertionError(shortened);
  }

  private static List<String> cells(String line) {
    return List.of(line.split("[|]")).stream().map(String::strip).toList();
  }

  @Test
  void every_command_at_every_stage_leads_where_the_table_says() {
    var lines = TABLE.lines().toList();
    var stages = cells(lines.getFirst()).stream().skip(1).map(StageTableTest::stage).toList();
    var found = new ArrayList<String>();
    for (var line : lines.subList(1, lines.size())) {
      var command = cells(line).getFirst();
      var outcomes = stages.stream().map(stage -> outcome(command, stage)).toList();
      found.add(command + " | " + String.join(" | ", outcomes));
    }
    var wanted =
        lines.stream().skip(1).map(l -> String.join(" | ", cells(l))).collect(Collectors.toList());
    assertEquals(String.join("\n", wanted), String.join("\n", found));
  }
}
