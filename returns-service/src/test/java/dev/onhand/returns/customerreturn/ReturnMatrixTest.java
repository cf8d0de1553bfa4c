package dev.onhand.returns.customerreturn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.onhand.platform.event.Decision;
import dev.onhand.returns.policy.ReturnPolicy.Grade;
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
class ReturnMatrixTest {
  /// Command, answer, the states in which it is given.
  private static final String TABLE =
      """
      Authorize        ok             new
      Authorize        ID_REUSED      unannounced
      Authorize        -              authorized received inspected awaiting_refund closed
      RecordReceipt    ok             *
      RecordInspection ok             *
      RequestRefund    UNKNOWN_RETURN new unannounced
      RequestRefund    NOTHING_OWED   authorized received
      RequestRefund    ok             inspected
      RequestRefund    -              awaiting_refund closed
      Granted          UNKNOWN_REFUND new unannounced authorized received inspected
      Granted          ok             awaiting_refund
      Granted          -              closed
      Refused          UNKNOWN_REFUND new unannounced authorized received inspected
      Refused          ok             awaiting_refund
      Refused          -              closed
      DropRemainder    UNKNOWN_RETURN new unannounced
      DropRemainder    ok             authorized
      DropRemainder    -              received inspected awaiting_refund closed
      """;

  private static final Map<String, List<ReturnEvent>> STATES = states();

  private static final Map<String, ReturnCommand> COMMANDS =
      Map.of(
          "Authorize", Examples.authorize(),
          "RecordReceipt",
              Examples.receiptAt("BER", Examples.NOON.plusSeconds(1), Examples.shirts(1)),
          "RecordInspection",
              Examples.inspectionAt(
                  Examples.NOON.plusSeconds(1), Examples.graded(Examples.shirts(1), Grade.A)),
          "RequestRefund", Examples.wholeRefund(),
          "Granted", Examples.granted(),
          "Refused", Examples.refused(),
          "DropRemainder", Examples.drop());

  private static Map<String, List<ReturnEvent>> states() {
    var states = new LinkedHashMap<String, List<ReturnEvent>>();
    states.put("new", List.of());
    states.put("unannounced", Examples.unannounced());
    states.put("authorized", Examples.authorized());
    states.put("received", Examples.received());
    states.put("inspected", Examples.inspected());
    states.put("awaiting_refund", Examples.awaitingRefund());
    states.put("closed", Examples.closed());
    return states;
  }

  static Stream<Arguments> cells() {
    return TABLE
        .lines()
        .map(line -> Arrays.asList(line.strip().split("\\s+")))
        .flatMap(
            row -> {
              var states = row.subList(2, row.size());
              return (states.equals(List.of("*")) ? List.copyOf(STATES.keySet()) : states)
                  .stream().map(state -> arguments(state, row.get(0), row.get(1)));
            });
  }

  @ParameterizedTest(name = "{1} when {0}: {2}")
  @MethodSource("cells")
  void the_table_holds(String state, String command, String expected) {
    var now = ReturnStream.STREAM.fold(STATES.get(state));
    var said =
        switch (ReturnDecider.decide(COMMANDS.get(command), now)) {
          case Decision.Accepted<ReturnEvent> a -> a.events().isEmpty() ? "-" : "ok";
          case Decision.Rejected<ReturnEvent> r -> r.reason().name();
        };
    assertEquals(expected, said);
  }

  @Test
  void the_table_names_every_state_and_every_command() {
    assertEquals(ReturnCommand.class.getPermittedSubclasses().length, COMMANDS.size());
    var cells = cells().map(cell -> cell.get()[0] + " " + cell.get()[1]).toList();
    assertEquals(STATES.size() * COMMANDS.size(), cells.size());
    assertEquals(cells.size(), cells.stream().distinct().count(), "a cell is there twice");
  }
}
