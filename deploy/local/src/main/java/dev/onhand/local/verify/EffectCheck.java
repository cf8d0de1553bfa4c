package dev.onhand.local.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// H: whatever was accepted has had its effect, or lies as a dead letter where someone will see it.
final class EffectCheck extends Check {

  private record Cause(String id, String place) {}

  private static final class Side {
    final Map<String, List<Cause>> causes = new HashMap<>();
    final Map<String, String> effects = new HashMap<>();
    final Map<String, Set<String>> causedBy = new HashMap<>();
  }

  private final Map<Rule, Side> sides = new HashMap<>();
  private final Map<String, List<Rule>> byCause = new HashMap<>();
  private final Map<String, List<Rule>> byEffect = new HashMap<>();
  private final Map<String, Set<String>> exceptions = new HashMap<>();
  private final Inputs inputs = new Inputs();
  private final Quantities quantities = new Quantities();

  EffectCheck(List<Rule> rules) {
    super("H", "every accepted input ended in effect or dead letter");
    for (var rule : rules) {
      sides.put(rule, new Side());
      rule.causes().forEach(t -> byCause.computeIfAbsent(t, _ -> new ArrayList<>()).add(rule));
      rule.effects().forEach(t -> byEffect.computeIfAbsent(t, _ -> new ArrayList<>()).add(rule));
    }
  }

  @Override
  void see(Fact fact) {
    inputs.see(fact);
    quantities.see(fact);
    if (!fact.hasIdentity()) {
      return; // no message: it causes nothing, and is counted among the inputs
    }
    var type = fact.type();
    for (var rule : byCause.getOrDefault(type, List.of())) {
      var causes = sides.get(rule).causes;
      for (var key : rule.causeKeys().apply(fact.data())) {
        causes
            .computeIfAbsent(key, _ -> new ArrayList<>(1))
            .add(new Cause(fact.id(), fact.place()));
      }
    }
    for (var rule : byEffect.getOrDefault(type, List.of())) {
      var side = sides.get(rule);
      for (var key : rule.effectKeys().apply(fact.data())) {
        side.effects.putIfAbsent(key, fact.place());
        if (fact.causation() != null) {
          side.causedBy.computeIfAbsent(key, _ -> new HashSet<>(2)).add(fact.causation());
        }
      }
    }
    if (type.endsWith(".ExceptionRaised") && fact.causation() != null) {
      var service = type.substring(0, type.indexOf('.'));
      exceptions.computeIfAbsent(service, _ -> new HashSet<>()).add(fact.causation());
    }
  }

  @Override
  void conclude(Map<String, Database> databases) {
    var letters = DeadLetters.read(databases);
    inputs.conclude(this, databases);
    quantities.conclude(this);
    sides.forEach(
        (rule, side) -> {
          if (databases.containsKey(rule.service())) {
            forwards(rule, side, letters);
            backwards(rule, side);
          }
        });
  }

  private void forwards(Rule rule, Side side, DeadLetters letters) {
    side.causes.forEach(
        (key, causes) -> {
          checked();
          boolean answered = side.effects.containsKey(key);
          for (var cause : causes) {
            if (answered) {
              bothWays(rule, side, letters, key, cause);
            } else if (!isExcused(rule, letters, cause)) {
              var waitsFor = letters.waitsFor(rule.service(), cause.id());
              diverged(
                  "%s: no effect of %s in %s%s"
                      .formatted(
                          rule,
                          cause.place(),
                          rule.service(),
                          waitsFor == null ? "" : ", it is parked and waits for " + waitsFor));
            }
          }
        });
  }

  private boolean isExcused(Rule rule, DeadLetters letters, Cause cause) {
    return letters.has(rule.service(), cause.id())
        || inputs.isRefused(cause.id())
        || exceptions.getOrDefault(rule.service(), Set.of()).contains(cause.id());
  }

  private void bothWays(Rule rule, Side side, DeadLetters letters, String key, Cause cause) {
    if (letters.isOpen(rule.service(), cause.id())
        && side.causedBy.getOrDefault(key, Set.of()).contains(cause.id())) {
      diverged(
          "%s: %s is an open dead letter of %s and has had its effect: %s"
              .formatted(rule, cause.place(), rule.service(), side.effects.get(key)));
    }
  }

  private void backwards(Rule rule, Side side) {
    if (rule.backwards()) {
      side.effects.forEach(
          (key, place) ->
              expect(side.causes.containsKey(key), "%s: nothing caused %s (%s)", rule, place, key));
    }
  }
}
