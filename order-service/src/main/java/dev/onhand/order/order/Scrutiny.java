package dev.onhand.order.order;

import java.util.List;

/// What an order is checked against when it comes: all of it data, looked up beforehand. `credit`
/// is null when the customer has no credit line.
public record Scrutiny(
    OrderPolicy policy,
    List<RiskRule> rules,
    boolean guest,
    long ordersInADay,
    CreditLine credit,
    List<BulkHold> bulkHolds) {

  public Scrutiny {
    rules = List.copyOf(rules);
    bulkHolds = List.copyOf(bulkHolds);
  }

  /// Nothing configured.
  static Scrutiny none(OrderPolicy policy) {
    return new Scrutiny(policy, List.of(), false, 0, null, List.of());
  }

  /// The evidence when the score reaches the policy's threshold; null when it does not.
  String risk(OrderTerms terms) {
    var score = 0;
    var evidence = new StringBuilder();
    for (var rule : rules) {
      var why = rule.evidence(terms, guest, ordersInADay);
      if (why == null) continue;
      score += rule.score();
      evidence.append("; ").append(rule.ruleId()).append(" +").append(rule.score());
      evidence.append(": ").append(why);
    }
    if (score < policy.riskThreshold()) return null;
    return "score %d of %d%s".formatted(score, policy.riskThreshold(), evidence);
  }
}
