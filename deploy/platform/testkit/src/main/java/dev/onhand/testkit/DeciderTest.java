package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.RejectionReason;
import dev.onhand.platform.event.StreamType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Behaviour tests of `decide` and `evolve`, without a server:
///
/// ```java
/// given(orderPlaced(), orderShipped())
///     .when(new CancelOrder(ORDER, "changed my mind", NOON))
///     .thenRejected(ALREADY_SHIPPED);
/// ```
///
/// Every `when` decides twice and fails when the answers differ: that is how a clock or a random
/// number inside `decide` shows. Every `then` also evolves the new events, so an event that
/// `evolve` does not know shows too.
///
/// @param <C> commands
/// @param <S> states
/// @param <E> events
public abstract class DeciderTest<C, S, E> {

  private final S initial;
  private final BiFunction<C, S, Decision<E>> decide;
  private final BiFunction<S, E, S> evolve;

  /// Tests the functions of a stream type.
  protected DeciderTest(StreamType<C, S, E> type) {
    this(type.initial(), type.decide(), type.evolve());
  }

  /// Tests functions that are not a stream type.
  protected DeciderTest(
      S initial, BiFunction<C, S, Decision<E>> decide, BiFunction<S, E, S> evolve) {
    this.initial = initial;
    this.decide = decide;
    this.evolve = evolve;
  }

  /// What happened before.
  @SafeVarargs
  @SuppressWarnings("varargs")
  protected final Given given(E... events) {
    return new Given(List.of(events));
  }

  /// What happened before, as a list.
  protected final Given given(List<E> events) {
    return new Given(events);
  }

  private S fold(List<E> events) {
    var state = initial;
    for (var event : events) {
      state = evolve.apply(state, event);
    }
    return state;
  }

  /// A history to which a command is put.
  public final class Given {
    private final List<E> history;

    private Given(List<E> history) {
      this.history = List.copyOf(history);
    }

    /// Decides.
    public Then when(C command) {
      var decision = decide.apply(command, fold(history));
      assertEquals(decision, decide.apply(command, fold(history)), "decided differently twice");
      return new Then(history, command, decision);
    }

    /// Looks at the state that the history leads to.
    public Given thenState(Consumer<S> expectation) {
      expectation.accept(fold(history));
      return this;
    }
  }

  /// The answer to a command.
  public final class Then {
    private final List<E> history;
    private final C command;
    private final Decision<E> decision;

    private Then(List<E> history, C command, Decision<E> decision) {
      this.history = history;
      this.command = command;
      this.decision = decision;
    }

    /// Exactly these events, in this order.
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Then then(E... expected) {
      assertEquals(List.of(expected), accepted());
      return evolved();
    }

    /// Accepted with whatever events the expectation agrees with.
    public Then thenEvents(Consumer<List<E>> expectation) {
      expectation.accept(accepted());
      return evolved();
    }

    /// Accepted, and nothing new to say: a repeat.
    public Then thenNothing() {
      assertEquals(List.of(), accepted());
      return this;
    }

    /// Refused by this name.
    public Then thenRejected(RejectionReason reason) {
      switch (decision) {
        case Decision.Rejected<E> refused -> assertEquals(reason, refused.reason());
        case Decision.Accepted<E> a -> fail("expected " + reason + " but got " + a.events());
      }
      return this;
    }

    /// The state after the events that were decided.
    public Then thenState(Consumer<S> expectation) {
      expectation.accept(fold(after()));
      return this;
    }

    /// The same command once more is accepted and adds nothing.
    public Then thenTheSameAgainSaysNothing() {
      var again = new Given(after()).when(command);
      assertEquals(List.of(), again.accepted(), "a repeated command added events");
      return this;
    }

    /// Goes on from here with another command.
    public Then when(C next) {
      return new Given(after()).when(next);
    }

    private List<E> after() {
      var all = new ArrayList<>(history);
      all.addAll(decision.eventsOrNone());
      return all;
    }

    private Then evolved() {
      fold(after());
      return this;
    }

    private List<E> accepted() {
      return switch (decision) {
        case Decision.Accepted<E> a -> a.events();
        case Decision.Rejected<E> refused ->
            fail("refused: " + refused.reason().name() + " " + refused.detail());
      };
    }
  }
}
