package dev.onhand.ledger.journal;

import dev.onhand.ledger.journal.JournalEvent.EntryPosted;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Projection;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.RejectionReason;
import dev.onhand.platform.event.StreamType;
import java.time.Instant;
import java.util.List;

/// The stream of one entry: at most one event. A repeat finds it and says nothing new.
public final class JournalEntries {

  static final String TOPIC = "ledger.events";
  static final String TYPE = "ledger.JournalEntryPosted.v1";

  private JournalEntries() {}

  /// Posts an entry.
  public record Post(JournalEntry entry, Instant at) {}

  /// An entry with the time it was posted; `entry` is null before that.
  public record Posted(JournalEntry entry, Instant at) {
    static final Posted NOT_YET = new Posted(null, null);
  }

  /// Why an entry was refused.
  public enum Refusal implements RejectionReason {
    /// The cause has an entry already, made from other content.
    CAUSE_REUSED
  }

  /// The stream type, with the tables it is projected to.
  public static StreamType<Post, Posted, JournalEvent> stream(Projection<Posted> tables) {
    return StreamType.<Post, Posted, JournalEvent>named("entry", JournalEvent.class)
        .initial(Posted.NOT_YET)
        .decide(JournalEntries::decide)
        .evolve(JournalEntries::evolve)
        .react((recorded, _) -> react(recorded))
        .project(tables)
        .build();
  }

  static Decision<JournalEvent> decide(Post command, Posted posted) {
    JournalEntry entry = command.entry();
    if (posted.entry() == null) {
      return Decision.accept(new EntryPosted(entry, command.at()));
    }
    if (posted.entry().factHash().equals(entry.factHash())) {
      return Decision.accept();
    }
    return Decision.reject(
        Refusal.CAUSE_REUSED, entry.cause() + " was posted before from other content");
  }

  static Posted evolve(Posted posted, JournalEvent event) {
    return switch (event) {
      case EntryPosted e -> new Posted(e.entry(), e.postedAt());
    };
  }

  static List<Effect> react(Recorded<JournalEvent> recorded) {
    return switch (recorded.event()) {
      case EntryPosted e -> {
        String id = e.entry().entryId().toString();
        yield List.of(
            Effect.publish(TOPIC, id, TYPE, JournalEntryPosted.of(e.entry(), e.postedAt())));
      }
    };
  }
}
