package dev.onhand.platform.event;

import java.util.List;

/// What a decider answers: the events that now happened (none, when a repeated command says
/// nothing new), or a refusal with its named reason.
public sealed interface Decision<E> {
  record Accepted<E>(List<E> events) implements Decision<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Rejected<E>(RejectionReason reason, String detail) implements Decision<E> {}

  @SafeVarargs
  @SuppressWarnings("varargs") // copied at once, never written
  static <E> Decision<E> accept(E... events) {
    return new Accepted<>(List.of(events));
  }

  static <E> Decision<E> accept(List<E> events) {
    return new Accepted<>(events);
  }

  /// `detail` says what was asked and what would be accepted, for the person who reads it.
  static <E> Decision<E> reject(RejectionReason reason, String detail) {
    return new Rejected<>(reason, detail);
  }

  default boolean isAccepted() {
    return this instanceof Accepted<E>;
  }

  /// The events; empty for a refusal.
  default List<E> eventsOrNone() {
    return switch (this) {
      case Accepted<E> a -> a.events();
      case Rejected<E> _ -> List.of();
    };
  }
}
