package dev.onhand.platform;

import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.inbox.WaitsFor;
import jakarta.enterprise.context.ApplicationScoped;

/// Messages and timers of the sample: `Add` adds, `AddLater` waits for the tally to exist.
@ApplicationScoped
class TallyHandlers implements MessageHandlers {
  @Override
  public void declare(Declarations on) {
    on.stream(Tally.TALLY);
    on.message(
        "sample.Add.v1",
        Tally.Add.class,
        add -> StreamRef.of(Tally.TALLY, add.tallyId()),
        (message, work) -> {
          if ("explode".equals(message.payload().note())) throw new IllegalStateException("boom");
          work.handle(Tally.TALLY, message.payload().tallyId(), message.payload());
        });
    on.message(
        "sample.AddLater.v1",
        Tally.Add.class,
        (message, work) -> {
          var id = message.payload().tallyId();
          if (!work.exists(Tally.TALLY, id)) throw new WaitsFor("tally", id);
          work.handle(Tally.TALLY, id, message.payload());
        });
    on.timer(
        "remind",
        (timer, work) ->
            work.handle(Tally.TALLY, timer.key(), new Tally.Add(timer.key(), 5, "reminded")));
  }
}
