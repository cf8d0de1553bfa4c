package dev.onhand.order.order;

import java.time.Duration;

/// What may block an order: who owns the hold, by when it should be over, and whether a person's
/// word is enough to end it or its cause has to go.
public enum HoldReason {
  PAYMENT("order-clerk", Duration.ofDays(7), true, false),
  ADDRESS("order-clerk", Duration.ofDays(1), false, true),
  UNMAPPED_SKU("planner", Duration.ofDays(1), false, true),
  TOTALS_MISMATCH("order-clerk", Duration.ofDays(1), true, true),
  OUT_OF_STOCK("planner", Duration.ofDays(2), true, true),
  REVIEW("order-clerk", Duration.ofDays(1), true, true),
  /// Edited at the channel; what it became has not come yet.
  EDIT_PENDING("order-clerk", Duration.ofHours(4), true, true),
  /// The rules of risk give it too high a score.
  RISK("order-clerk", Duration.ofDays(1), true, true),
  /// More on account than the customer may owe.
  CREDIT("accountant", Duration.ofDays(1), true, true),
  /// Worth more than may go out without a second pair of eyes, or sold at another price.
  APPROVAL("approver", Duration.ofDays(1), true, true),
  /// Goods that must not leave: a suspect item or lot.
  QUALITY("planner", Duration.ofDays(2), true, true),
  /// A person's own reason.
  MANUAL("order-clerk", Duration.ofDays(2), true, true);

  private final String owner;
  private final Duration due;
  private final boolean waivable;
  private final boolean waitsForPerson;

  HoldReason(String owner, Duration due, boolean waivable, boolean waitsForPerson) {
    this.owner = owner;
    this.due = due;
    this.waivable = waivable;
    this.waitsForPerson = waitsForPerson;
  }

  public String owner() {
    return owner;
  }

  Duration due() {
    return due;
  }

  /// A person may place it by hand, on one order or on many.
  public boolean placeable() {
    return this == QUALITY || this == MANUAL;
  }

  /// Only the role that owns it may end it.
  public boolean ownersOnly() {
    return this == APPROVAL || this == CREDIT;
  }

  /// A person may end the hold although its cause is still there.
  boolean waivable() {
    return waivable;
  }

  /// Nothing but a person is likely to end it, so it is an exception too.
  boolean waitsForPerson() {
    return waitsForPerson;
  }

  String exceptionKind() {
    return "HOLD_" + name();
  }
}
