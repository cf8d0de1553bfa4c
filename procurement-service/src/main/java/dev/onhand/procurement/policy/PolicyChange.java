package dev.onhand.procurement.policy;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamType;
import java.time.Instant;

/// The history of the purchasing policy: one stream, whose state is the policy in force.
public final class PolicyChange {
  /// The stream's id: there is one policy.
  public static final String ONLY = "purchasing";

  public sealed interface PolicyEvent {
    record PolicyChanged(PurchasingPolicy policy, Instant changedAt) implements PolicyEvent {}
  }

  /// Asks for a policy; asking for the one in force changes nothing.
  public record ChangePolicy(PurchasingPolicy policy, Instant at) {}

  public static final StreamType<ChangePolicy, PurchasingPolicy, PolicyEvent> STREAM =
      StreamType.<ChangePolicy, PurchasingPolicy, PolicyEvent>named("policy", PolicyEvent.class)
          .initial(PurchasingPolicy.INITIAL)
          .decide(PolicyChange::decide)
          .evolve(PolicyChange::evolve)
          .build();

  private PolicyChange() {}

  static Decision<PolicyEvent> decide(ChangePolicy command, PurchasingPolicy inForce) {
    if (command.policy().equals(inForce)) return Decision.accept();
    return Decision.accept(new PolicyEvent.PolicyChanged(command.policy(), command.at()));
  }

  static PurchasingPolicy evolve(PurchasingPolicy inForce, PolicyEvent event) {
    return switch (event) {
      case PolicyEvent.PolicyChanged changed -> changed.policy();
    };
  }
}
