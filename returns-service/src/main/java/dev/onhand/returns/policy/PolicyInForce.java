package dev.onhand.returns.policy;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamType;
import dev.onhand.platform.work.Work;
import java.time.Instant;

/// The return policy and its version, which counts the changes; version 1 is the initial one. Its
/// history is one stream.
public record PolicyInForce(long version, ReturnPolicy policy) {
  private static final String ONLY = "returns";

  public sealed interface PolicyEvent {
    record PolicyChanged(long version, ReturnPolicy policy, Instant changedAt)
        implements PolicyEvent {}
  }

  /// Asks for a policy; asking for the one in force changes nothing.
  public record ChangePolicy(ReturnPolicy policy, Instant at) {}

  static final StreamType<ChangePolicy, PolicyInForce, PolicyEvent> STREAM =
      StreamType.<ChangePolicy, PolicyInForce, PolicyEvent>named("policy", PolicyEvent.class)
          .initial(new PolicyInForce(1, ReturnPolicy.INITIAL))
          .decide(PolicyInForce::decide)
          .evolve(PolicyInForce::evolve)
          .build();

  /// The policy as this transaction sees it.
  public static PolicyInForce of(Work work) {
    return work.state(STREAM, ONLY);
  }

  static Decision<PolicyEvent> change(Work work, ReturnPolicy policy) {
    return work.handle(STREAM, ONLY, new ChangePolicy(policy, work.now()));
  }

  static Decision<PolicyEvent> decide(ChangePolicy command, PolicyInForce now) {
    if (command.policy().equals(now.policy())) return Decision.accept();
    return Decision.accept(
        new PolicyEvent.PolicyChanged(now.version() + 1, command.policy(), command.at()));
  }

  static PolicyInForce evolve(PolicyInForce now, PolicyEvent event) {
    return switch (event) {
      case PolicyEvent.PolicyChanged changed ->
          new PolicyInForce(changed.version(), changed.policy());
    };
  }
}
