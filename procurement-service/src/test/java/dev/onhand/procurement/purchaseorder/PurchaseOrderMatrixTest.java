package dev.onhand.procurement.purchaseorder;

import static dev.onhand.procurement.purchaseorder.Examples.APPROVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.onhand.platform.event.Decision;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every state against every command: `ok` adds events, `-` says nothing new, a name refuses.
class PurchaseOrderMatrixTest {
  /// Command, answer, the states in which it is given.
  private static final String TABLE =
      """
      Request             ok                     unknown
      Request             ID_REUSED              awaiting_approval declined
      Request             -                      placed partially_received received closed
      Approve             UNKNOWN_PURCHASE_ORDER unknown
      Approve             ok                     awaiting_approval
      Approve             ALREADY_DECLINED       declined
      Approve             -                      placed partially_received received closed
      Decline             UNKNOWN_PURCHASE_ORDER unknown
      Decline             ok                     awaiting_approval
      Decline             -                      declined
      Decline             ALREADY_PLACED         placed partially_received received
      Decline             ALREADY_CLOSED         closed
      Close               UNKNOWN_PURCHASE_ORDER unknown
      Close               NOT_PLACED             awaiting_approval declined
      Close               ok                     placed partially_received received
      Close               -                      closed
      NoteOverdueDelivery UNKNOWN_PURCHASE_ORDER unknown
      NoteOverdueDelivery -                      awaiting_approval declined received closed
      NoteOverdueDelivery ok                     placed partially_received
      RecordDelivery      ok                     *
      RecordInvoice       ok                     *
      ApproveInvoice      UNKNOWN_INVOICE        *
      DeclineInvoice      UNKNOWN_INVOICE        *
      """;

  private static final Map<String, List<PurchaseOrderEvent>> STATES = states();
  private static final Map<String, PurchaseOrderCommand> COMMANDS = commands();

  private static Map<String, List<PurchaseOrderEvent>> states() {
    var states = new LinkedHashMap<String, List<PurchaseOrderEvent>>();
    states.put("unknown", List.of());
    states.put("awaiting_approval", Examples.awaitingApproval());
    states.put("declined", Examples.declined());
    states.put("placed", Examples.placed());
    states.put("partially_received", Examples.partiallyReceived());
    states.put("received", Examples.received());
    states.put("closed", Examples.closed());
    return states;
  }

  private static Map<String, PurchaseOrderCommand> commands() {
    return Map.of(
        "Request", Examples.request(Examples.terms()),
        "Approve", Examples.approve(APPROVER),
        "Decline", Examples.decline(),
        "Close", Examples.close(),
        "NoteOverdueDelivery", new PurchaseOrderCommand.NoteOverdueDelivery(Examples.NOON),
        "RecordDelivery", Examples.delivery("LS-77", Examples.shirts(1)),
        "RecordInvoice",
            Examples.record(Examples.invoice("RE-77", "6.20", Examples.shirtsAt(1, "6.20"))),
        "ApproveInvoice", Examples.approveInvoice("RE-0", APPROVER),
        "DeclineInvoice", Examples.declineInvoice("RE-0"));
  }

  static Stream<Arguments> cells() {
    return TABLE
        .lines()
        .map(PurchaseOrderMatrixTest::words)
        .flatMap(
            row -> {
              var states = row.subList(2, row.size());
              return (states.equals(List.of("*")) ? List.copyOf(STATES.keySet()) : states)
                  .stream().map(state -> arguments(state, row.get(0), row.get(1)));
            });
  }

  private static List<String> words(String line) {
    return Arrays.asList(line.strip().split("\\s+"));
  }

  @ParameterizedTest(name = "{1} when {0}: {2}")
  @MethodSource("cells")
  void the_table_holds(String state, String command, String expected) {
    var order = PurchaseOrderStream.STREAM.fold(STATES.get(state));
    var decision = PurchaseOrderDecider.decide(COMMANDS.get(command), order);
    var said =
        switch (decision) {
          case Decision.Accepted<PurchaseOrderEvent> a -> a.events().isEmpty() ? "-" : "ok";
          case Decision.Rejected<PurchaseOrderEvent> r -> r.reason().name();
        };
    assertEquals(expected, said);
  }

  @Test
  void the_table_names_every_state_and_every_command() {
    assertEquals(1 + PurchaseOrder.Status.values().length, STATES.size());
    assertEquals(PurchaseOrderCommand.class.getPermittedSubclasses().length, COMMANDS.size());
    var cells = cells().map(cell -> cell.get()[0] + " " + cell.get()[1]).toList();
    assertEquals(STATES.size() * COMMANDS.size(), cells.size());
    assertEquals(cells.size(), cells.stream().distinct().count(), "a cell is there twice");
  }
}
