package dev.onhand.ledger.stock;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// What the lines of a goods receipt cost per unit. Movements of received goods wait for it.
public record ReceiptCost(Map<Integer, Money> unitCosts) {

  /// One line of the receipt with the cost of one unit.
  public record Line(int lineNumber, Money unitCost) {}

  /// Procurement told the costs.
  record Tell(List<Line> lines) {}

  /// The one event of a receipt's stream.
  sealed interface Event {
    record ReceiptCosted(List<Line> lines) implements Event {}
  }

  static final StreamType<Tell, ReceiptCost, Event> STREAM =
      StreamType.<Tell, ReceiptCost, Event>named("receipt", Event.class)
          .initial(new ReceiptCost(Map.of()))
          .decide(ReceiptCost::decide)
          .evolve(ReceiptCost::evolve)
          .build();

  /// A receipt is told once: it is a fact of one delivery and does not change.
  static Decision<Event> decide(Tell command, ReceiptCost receipt) {
    return receipt.unitCosts().isEmpty()
        ? Decision.accept(new Event.ReceiptCosted(command.lines()))
        : Decision.accept();
  }

  static ReceiptCost evolve(ReceiptCost receipt, Event event) {
    return switch (event) {
      case Event.ReceiptCosted e ->
          new ReceiptCost(
              e.lines().stream().collect(Collectors.toMap(Line::lineNumber, Line::unitCost)));
    };
  }
}
