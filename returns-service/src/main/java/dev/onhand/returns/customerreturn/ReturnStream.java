package dev.onhand.returns.customerreturn;

import dev.onhand.platform.event.StreamType;

/// How returns are decided, stored, announced and projected.
final class ReturnStream {
  static final StreamType<ReturnCommand, CustomerReturn, ReturnEvent> STREAM =
      StreamType.<ReturnCommand, CustomerReturn, ReturnEvent>named("return", ReturnEvent.class)
          .initial(CustomerReturn.NONE)
          .decide(ReturnDecider::decide)
          .evolve(ReturnHistory::evolve)
          .react(ReturnReaction::react)
          .project(ReturnTables::save)
          .build();

  private ReturnStream() {}
}
