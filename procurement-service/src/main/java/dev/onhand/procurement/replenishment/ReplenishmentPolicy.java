package dev.onhand.procurement.replenishment;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamType;
import dev.onhand.platform.message.InvalidMessage;
import java.time.Instant;

/// The values of replenishment that people change.
///
/// @param serviceLevelBasisPoints how often, of 10000 times, stock lasts until the next delivery
/// @param demandDays days of the past that demand is measured over
/// @param reviewDays days that pass until somebody orders again
public record ReplenishmentPolicy(int serviceLevelBasisPoints, int demandDays, int reviewDays) {
  static final String ONLY = "replenishment";

  private static final int SERVICE_LEVEL_MIN = 5_000;
  private static final int SERVICE_LEVEL_MAX = 9_999;
  private static final int DAYS_MAX = 365;

  /// What holds until somebody decides otherwise.
  static final ReplenishmentPolicy INITIAL = new ReplenishmentPolicy(9_500, 28, 7);

  sealed interface PolicyEvent {
    record ReplenishmentPolicyChanged(ReplenishmentPolicy policy, Instant changedAt)
        implements PolicyEvent {}
  }

  record ChangePolicy(ReplenishmentPolicy policy, Instant at) {}

  static final StreamType<ChangePolicy, ReplenishmentPolicy, PolicyEvent> STREAM =
      StreamType.<ChangePolicy, ReplenishmentPolicy, PolicyEvent>named(
              "replenishment-policy", PolicyEvent.class)
          .initial(INITIAL)
          .decide(ReplenishmentPolicy::decide)
          .evolve(ReplenishmentPolicy::evolve)
          .build();

  public ReplenishmentPolicy {
    within(
        "serviceLevelBasisPoints", serviceLevelBasisPoints, SERVICE_LEVEL_MIN, SERVICE_LEVEL_MAX);
    within("demandDays", demandDays, 1, DAYS_MAX);
    within("reviewDays", reviewDays, 1, DAYS_MAX);
  }

  private static void within(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidMessage("OUT_OF_RANGE", field, "send %d to %d".formatted(least, most));
    }
  }

  double serviceLevel() {
    return serviceLevelBasisPoints / 10_000.0;
  }

  static Decision<PolicyEvent> decide(ChangePolicy command, ReplenishmentPolicy inForce) {
    if (command.policy().equals(inForce)) return Decision.accept();
    return Decision.accept(
        new PolicyEvent.ReplenishmentPolicyChanged(command.policy(), command.at()));
  }

  static ReplenishmentPolicy evolve(ReplenishmentPolicy inForce, PolicyEvent event) {
    return switch (event) {
      case PolicyEvent.ReplenishmentPolicyChanged changed -> changed.policy();
    };
  }
}
