package dev.onhand.platform;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.RejectionReason;
import dev.onhand.platform.event.StreamType;
import dev.onhand.platform.message.Require;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// The smallest event-sourced thing: a sum that may not exceed a limit.
record Tally(long sum, int additions) {
  static final long LIMIT = 1_000;

  record Add(String tallyId, long amount, String note) {
    Add {
      Require.text("tallyId", tallyId);
      Require.positive("amount", amount);
    }
  }

  sealed interface TallyEvent {
    record Added(String tallyId, long amount, String note) implements TallyEvent {}
  }

  record AddedMessage(String tallyId, long amount, long sum) {}

  enum Refusal implements RejectionReason {
    LIMIT_EXCEEDED
  }

  static final StreamType<Add, Tally, TallyEvent> TALLY =
      StreamType.<Add, Tally, TallyEvent>named("tally", TallyEvent.class)
          .initial(new Tally(0, 0))
          .decide(Tally::decide)
          .evolve(Tally::evolve)
          .react(Tally::react)
          .project(Tally::save)
          .build();

  static Decision<TallyEvent> decide(Add add, Tally tally) {
    if (tally.sum + add.amount() > LIMIT) {
      return Decision.reject(Refusal.LIMIT_EXCEEDED, "add at most " + (LIMIT - tally.sum));
    }
    return Decision.accept(new TallyEvent.Added(add.tallyId(), add.amount(), add.note()));
  }

  static Tally evolve(Tally tally, TallyEvent event) {
    return switch (event) {
      case TallyEvent.Added e -> new Tally(tally.sum + e.amount(), tally.additions + 1);
    };
  }

  static List<Effect> react(Recorded<TallyEvent> recorded, Tally after) {
    return switch (recorded.event()) {
      case TallyEvent.Added e when "remind".equals(e.note()) ->
          List.of(
              new Effect.StartTimer("remind", e.tallyId(), Instant.EPOCH, e),
              new Effect.StartTimer("never", e.tallyId(), Instant.EPOCH, e),
              new Effect.CancelTimer("never", e.tallyId()));
      case TallyEvent.Added e when "ask".equals(e.note()) ->
          List.of(
              new Effect.RaiseException(
                  "ASKED", e.tallyId(), "asked", "operator", Instant.EPOCH, List.of("resolve")));
      case TallyEvent.Added e ->
          List.of(
              Effect.publish(
                  "sample.events",
                  e.tallyId(),
                  "sample.Added.v1",
                  new AddedMessage(e.tallyId(), e.amount(), after.sum)));
    };
  }

  static void save(Connection connection, List<dev.onhand.platform.event.Current<Tally>> changed)
      throws SQLException {
    var sql = "insert into tally (id, sum) values (?, ?) on conflict (id) do update set sum = ?";
    try (var statement = connection.prepareStatement(sql)) {
      for (var current : changed) {
        statement.setString(1, current.id());
        statement.setLong(2, current.state().sum());
        statement.setLong(3, current.state().sum());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
