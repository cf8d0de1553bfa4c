package dev.onhand.platform.event;

import java.time.Instant;
import java.util.List;

/// What an event causes outside its stream, as values: messages, timers, exceptions. `react`
/// returns them; the transaction that stores the event carries them out.
public sealed interface Effect {
  /// Publishes `payload` (a record, written as JSON) to `topic`. `type` is
  /// `<service>.<Name>.v<N>`; `subject` is what the sequence is dense over; `key` the Kafka key.
  record Publish(String topic, String key, String subject, String type, Object payload)
      implements Effect {}

  /// Starts, or moves, the timer `name` for `key`. `payload` is any record, or null.
  record StartTimer(String name, String key, Instant dueAt, Object payload) implements Effect {}

  record CancelTimer(String name, String key) implements Effect {}

  /// Something waits for a person: `kind` and `subject` identify it (raised once), `owner` is the
  /// role that should act, `actions` what it may do.
  record RaiseException(
      String kind, String subject, String detail, String owner, Instant dueAt, List<String> actions)
      implements Effect {}

  record ResolveException(String kind, String subject, String resolution) implements Effect {}

  /// A message keyed by its subject.
  static Publish publish(String topic, String subject, String type, Object payload) {
    return new Publish(topic, subject, subject, type, payload);
  }
}
