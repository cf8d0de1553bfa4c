package dev.onhand.order.order;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The open holds of an order, at most one per reason and subject. `raised` counts all there ever
/// were; `waived` are the reasons a person has set aside.
record Holds(List<Hold> open, int raised, Set<HoldReason> waived) {
  static final Holds NONE = new Holds(List.of(), 0, Set.of());

  boolean none() {
    return open.isEmpty();
  }

  /// The hold that the order itself causes for this reason.
  Hold byReason(HoldReason reason) {
    return by(reason, null);
  }

  Hold by(HoldReason reason, String subject) {
    for (var hold : open) if (hold.is(reason, subject)) return hold;
    return null;
  }

  boolean block(Transition transition) {
    return open.stream().anyMatch(hold -> hold.blocks().contains(transition));
  }

  Hold byId(String holdId) {
    for (var hold : open) if (hold.holdId().equals(holdId)) return hold;
    return null;
  }

  Holds with(Hold hold) {
    var more = new ArrayList<>(open);
    more.add(hold);
    return new Holds(List.copyOf(more), raised + 1, waived);
  }

  Holds without(String holdId) {
    return new Holds(
        open.stream().filter(h -> !h.holdId().equals(holdId)).toList(), raised, waived);
  }

  Holds waiving(HoldReason reason) {
    var more = EnumSet.of(reason);
    more.addAll(waived);
    return new Holds(open, raised, Set.copyOf(more));
  }

  /// What a person accepted of an earlier version says nothing about this one.
  Holds nothingWaived() {
    return new Holds(open, raised, Set.of());
  }
}
