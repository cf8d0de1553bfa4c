package dev.onhand.local.verify;

import java.util.HashMap;
import java.util.Map;

/// E: a reservation ends at most once, and what ships on it was promised by it.
final class ReservationCheck extends Check {

  private static final class Promise {
    String begun;
    String refused;
    String ended;
    final Map<String, Long> units = new HashMap<>();
    String overdrawn;
  }

  private final Map<String, Promise> promises = new HashMap<>();
  private final Once messages = new Once();

  ReservationCheck() {
    super("E", "a reservation ends once, shipped <= reserved");
  }

  @Override
  void see(Fact fact) {
    if (!Reservations.concerns(fact) || !messages.isFirst(fact.id())) {
      return;
    }
    var promise = promises.computeIfAbsent(fact.text("reservationId"), _ -> new Promise());
    switch (fact.type()) {
      case Reservations.RESERVED -> begin(promise, fact);
      case Reservations.REJECTED -> promise.refused = fact.place();
      default -> take(promise, fact);
    }
  }

  private void begin(Promise promise, Fact fact) {
    expect(
        promise.begun == null,
        "reservation %s was promised twice: %s and %s",
        fact.text("reservationId"),
        promise.begun,
        fact.place());
    promise.begun = fact.place();
    Reservations.changes(fact).forEach((key, units) -> promise.units.merge(key, units, Long::sum));
  }

  private void take(Promise promise, Fact fact) {
    Reservations.changes(fact)
        .forEach(
            (key, units) -> {
              if (promise.units.merge(key, units, Long::sum) < 0) {
                promise.overdrawn = fact.place();
              }
            });
    if (Reservations.ends(fact)) {
      expect(
          promise.ended == null,
          "reservation %s ended twice: %s and %s",
          fact.text("reservationId"),
          promise.ended,
          fact.place());
      promise.ended = fact.place();
    }
  }

  @Override
  void conclude(Map<String, Database> databases) {
    promises.forEach(
        (id, promise) -> {
          promise.units.forEach(
              (line, left) ->
                  expect(
                      left >= 0,
                      "reservation %s gave %d more of %s than it had: %s",
                      id,
                      -left,
                      line,
                      promise.overdrawn));
          expect(
              promise.refused == null || promise.begun == null,
              "reservation %s was both promised (%s) and refused (%s)",
              id,
              promise.begun,
              promise.refused);
        });
  }
}
