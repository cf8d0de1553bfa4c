package dev.onhand.platform.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class StreamTypeTest {
  sealed interface LampEvent {
    record Switched(boolean on) implements LampEvent {}
  }

  private enum Refusal implements RejectionReason {
    ALREADY_SO
  }

  private static final StreamType<Boolean, Boolean, LampEvent> LAMP =
      StreamType.<Boolean, Boolean, LampEvent>named("lamp", LampEvent.class)
          .initial(false)
          .decide(
              (wanted, on) ->
                  wanted.equals(on)
                      ? Decision.reject(Refusal.ALREADY_SO, "it is")
                      : Decision.accept(new LampEvent.Switched(wanted)))
          .evolve((_, event) -> ((LampEvent.Switched) event).on())
          .build();

  @Test
  void the_state_is_the_fold_of_the_events() {
    var events = List.<LampEvent>of(new LampEvent.Switched(true), new LampEvent.Switched(false));
    assertEquals(false, LAMP.fold(events));
  }

  @Test
  void a_refusal_has_a_reason_and_no_events() {
    var decision = LAMP.decide().apply(false, LAMP.initial());
    assertFalse(decision.isAccepted());
    assertEquals(List.of(), decision.eventsOrNone());
  }

  @Test
  void a_stream_type_without_its_functions_is_refused() {
    var incomplete = StreamType.<Boolean, Boolean, LampEvent>named("lamp", LampEvent.class);
    assertThrows(IllegalStateException.class, incomplete::build);
  }

  @Test
  void a_stream_needs_an_id() {
    assertEquals("lamp/1", StreamRef.of(LAMP, "1").toString());
    assertThrows(IllegalArgumentException.class, () -> StreamRef.of(LAMP, ""));
  }
}
