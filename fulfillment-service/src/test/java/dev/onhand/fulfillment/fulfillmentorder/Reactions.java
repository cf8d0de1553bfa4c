package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What a history causes, without a database.
final class Reactions {
  private Reactions() {}

  /// The effects of the last event alone.
  static List<Effect> toLast(FulfillmentOrderEvent... history) {
    return all(List.of(history)).getLast();
  }

  /// The effects of each event.
  static List<List<Effect>> all(List<FulfillmentOrderEvent> history) {
    var effects = new ArrayList<List<Effect>>();
    var state = FulfillmentOrders.TYPE.initial();
    for (int i = 0; i < history.size(); i++) {
      state = FulfillmentOrders.TYPE.evolve().apply(state, history.get(i));
      effects.add(FulfillmentOrders.TYPE.react().apply(recorded(i + 1, history.get(i)), state));
    }
    return effects;
  }

  static List<Effect.Publish> published(List<FulfillmentOrderEvent> history) {
    return all(history).stream()
        .flatMap(List::stream)
        .filter(Effect.Publish.class::isInstance)
        .map(Effect.Publish.class::cast)
        .toList();
  }

  static List<String> types(List<Effect> effects) {
    return effects.stream()
        .filter(Effect.Publish.class::isInstance)
        .map(effect -> ((Effect.Publish) effect).type())
        .toList();
  }

  private static Recorded<FulfillmentOrderEvent> recorded(
      long version, FulfillmentOrderEvent event) {
    return new Recorded<>(
        new UUID(0, version),
        FulfillmentOrders.ref(Fixtures.ID),
        version,
        event,
        Fixtures.NOON,
        "test",
        "c",
        "m");
  }
}
