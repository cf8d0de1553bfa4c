package dev.onhand.order.order;

import java.util.Set;

/// A step that a hold may block.
public enum Transition {
  /// The order's terms stand from then on.
  ACCEPT,
  /// Stock is asked for.
  RESERVE,
  /// The order is handed to fulfilment.
  RELEASE;

  static final Set<Transition> ALL = Set.of(values());
}
