package dev.onhand.platform.event;

import java.util.List;
import java.util.function.BiFunction;

/// One kind of event-sourced thing: its three pure functions and how it is stored.
///
/// * `decide(command, state)`: which events follow, or why not;
/// * `evolve(state, event)`: the state after an event, live and in replay;
/// * `react(recorded event, state after it)`: messages, timers and exceptions for others.
///
/// None of them reads a clock, draws randomness or does I/O: time and ids come in the command.
public record StreamType<C, S, E>(
    String kind,
    EventTypes<E> types,
    S initial,
    BiFunction<C, S, Decision<E>> decide,
    BiFunction<S, E, S> evolve,
    BiFunction<Recorded<E>, S, List<Effect>> react,
    Projection<S> projection) {

  /// `StreamType.<OrderCommand, Order, OrderEvent>named("order", OrderEvent.class)`.
  public static <C, S, E> Builder<C, S, E> named(String kind, Class<E> sealedFamily) {
    return new Builder<>(kind, EventTypes.of(sealedFamily));
  }

  public static <C, S, E> Builder<C, S, E> named(String kind, EventTypes<E> types) {
    return new Builder<>(kind, types);
  }

  /// The state after `events`, from the beginning.
  public S fold(List<E> events) {
    var state = initial;
    for (var event : events) state = evolve.apply(state, event);
    return state;
  }

  /// Takes the functions one by one; `react` and `project` may be left out.
  public static final class Builder<C, S, E> {
    private final String kind;
    private final EventTypes<E> types;
    private S initial;
    private BiFunction<C, S, Decision<E>> decide;
    private BiFunction<S, E, S> evolve;
    private BiFunction<Recorded<E>, S, List<Effect>> react = (_, _) -> List.of();
    private Projection<S> projection = (_, _) -> {};

    private Builder(String kind, EventTypes<E> types) {
      this.kind = kind;
      this.types = types;
    }

    public Builder<C, S, E> initial(S state) {
      initial = state;
      return this;
    }

    public Builder<C, S, E> decide(BiFunction<C, S, Decision<E>> function) {
      decide = function;
      return this;
    }

    public Builder<C, S, E> evolve(BiFunction<S, E, S> function) {
      evolve = function;
      return this;
    }

    public Builder<C, S, E> react(BiFunction<Recorded<E>, S, List<Effect>> function) {
      react = function;
      return this;
    }

    public Builder<C, S, E> project(Projection<S> function) {
      projection = function;
      return this;
    }

    public StreamType<C, S, E> build() {
      if (initial == null || decide == null || evolve == null) {
        throw new IllegalStateException(kind + " needs initial, decide and evolve");
      }
      return new StreamType<>(kind, types, initial, decide, evolve, react, projection);
    }
  }
}
