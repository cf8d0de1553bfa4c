package dev.onhand.ledger.stock;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamType;
import java.util.Objects;
import org.joda.money.Money;

/// The standard cost of an item: what stock is worth that the books began with, or that moves
/// before any cost is known.
///
/// @param known false until inventory told of the item
/// @param unitCost null for an item without one
public record StandardCost(boolean known, Money unitCost) {

  /// Inventory told of the item; `unitCost` may be null.
  record Tell(Money unitCost) {}

  /// What happened to an item's cost.
  sealed interface Event {
    record StandardCostSet(Money unitCost) implements Event {}
  }

  static final StreamType<Tell, StandardCost, Event> STREAM =
      StreamType.<Tell, StandardCost, Event>named("item", Event.class)
          .initial(new StandardCost(false, null))
          .decide(StandardCost::decide)
          .evolve(StandardCost::evolve)
          .build();

  /// An item without a cost still gets its first event: what waits for the item goes on.
  static Decision<Event> decide(Tell command, StandardCost item) {
    boolean repeated = item.known() && Objects.equals(command.unitCost(), item.unitCost());
    return repeated
        ? Decision.accept()
        : Decision.accept(new Event.StandardCostSet(command.unitCost()));
  }

  static StandardCost evolve(StandardCost item, Event event) {
    return switch (event) {
      case Event.StandardCostSet e -> new StandardCost(true, e.unitCost());
    };
  }
}
