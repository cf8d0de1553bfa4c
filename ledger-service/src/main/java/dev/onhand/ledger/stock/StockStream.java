package dev.onhand.ledger.stock;

import dev.onhand.ledger.stock.StockEvent.Valued;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.StreamType;
import java.time.Duration;
import java.util.List;

/// The stream of one SKU's value in one pool.
final class StockStream {

  /// Its id is a [StockId].
  static final StreamType<StockMovement, StockValue, StockEvent> STOCK =
      StreamType.<StockMovement, StockValue, StockEvent>named("stock", StockEvent.class)
          .initial(StockValue.NONE)
          .decide(StockDecider::decide)
          .evolve(StockValue::evolve)
          .react((recorded, _) -> react(recorded))
          .project(new StockTables())
          .build();

  private static final Duration UNCOSTED_DUE = Duration.ofDays(2);

  private StockStream() {}

  static List<Effect> react(Recorded<StockEvent> recorded) {
    return switch (recorded.event()) {
      case Valued e when e.uncosted() ->
          List.of(
              new Effect.RaiseException(
                  "MOVED_WITHOUT_COST",
                  recorded.stream().id(),
                  "no cost is known, units moved at zero: give the item a standard cost",
                  "accountant",
                  recorded.occurredAt().plus(UNCOSTED_DUE),
                  List.of("resolve")));
      case Valued _ -> List.of();
    };
  }
}
