package dev.onhand.platform;

import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.inbox.WaitsFor;
import dev.onhand.platform.sql.Rows;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Messages and timers of the sample: `Add` adds, `AddLater` waits for the tally to exist, `Count`
/// is counted beforehand and written with the others of its batch.
@ApplicationScoped
class TallyHandlers implements MessageHandlers {
  private static final class Counted implements Work.Part {
    private final Rows notes = new Rows("text");
    private int expected;

    static Counted in(Work work) {
      return work.part(Counted.class, _ -> new Counted());
    }

    void expect(int messages) {
      expected += messages;
    }

    void note(String note) {
      if (expected-- == 0) throw new IllegalStateException("nobody looked at " + note);
      notes.add(note);
    }

    @Override
    public void write(Connection connection) throws SQLException {
      notes.run(connection, "insert into counted select * from unnest(?::text[])");
    }
  }

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
    on.messages(
        "sample.Count.v1",
        data -> new String(data, StandardCharsets.UTF_8),
        _ -> List.of(),
        (messages, work) -> Counted.in(work).expect(messages.size()),
        (message, work) -> Counted.in(work).note(message.payload()));
    on.timer(
        "remind",
        (timer, work) ->
            work.handle(Tally.TALLY, timer.key(), new Tally.Add(timer.key(), 5, "reminded")));
  }
}
