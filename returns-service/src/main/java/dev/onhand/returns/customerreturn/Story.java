package dev.onhand.returns.customerreturn;

import dev.onhand.platform.event.Decision;
import java.util.ArrayList;
import java.util.List;

/// A decision while it is being made: each event changes what the next one is decided on.
final class Story {
  private final List<ReturnEvent> events = new ArrayList<>();
  private CustomerReturn now;

  Story(CustomerReturn now) {
    this.now = now;
  }

  Story tell(ReturnEvent event) {
    events.add(event);
    now = ReturnHistory.evolve(now, event);
    return this;
  }

  CustomerReturn now() {
    return now;
  }

  Decision<ReturnEvent> end() {
    return Decision.accept(events);
  }
}
