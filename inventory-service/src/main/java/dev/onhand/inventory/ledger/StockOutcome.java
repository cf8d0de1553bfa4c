package dev.onhand.inventory.ledger;

/// What became of a command, in the order in which it is checked. The numbers are stored: they
/// never change, and none is used twice.
public enum StockOutcome {
  // Not decided. Nothing is written down, nothing remembered; the command is a dead letter.
  /// The id is known, and belonged to a command that said something else.
  ID_REUSED(1, Kind.REFUSED),
  /// Issued before the oldest command still remembered: it may have been decided once already.
  TOO_OLD(2, Kind.REFUSED),
  /// A fact about no units, or about fewer than none.
  QUANTITY_NOT_POSITIVE(3, Kind.REFUSED),
  QUANTITY_TOO_LARGE(4, Kind.REFUSED),
  /// A change from a status to itself.
  SAME_STATUS(5, Kind.REFUSED),
  /// Rules that are too many, contradict themselves or name impossible numbers.
  RULES_MALFORMED(6, Kind.REFUSED),
  /// A kit of nothing, of itself, of other virtual kits, or of impossible numbers.
  KIT_MALFORMED(7, Kind.REFUSED),
  /// To be assembled or disassembled, but no stocked kit has that name.
  KIT_UNKNOWN(8, Kind.REFUSED),

  // A reservation refused, with an event that says so.
  POOL_NOT_OPEN(20, Kind.REJECTED),
  POLICY_UNKNOWN(21, Kind.REJECTED),
  NO_LINES(22, Kind.REJECTED),
  TOO_MANY_LINES(23, Kind.REJECTED),
  LINE_NOT_POSITIVE(24, Kind.REJECTED),
  LINE_TOO_LARGE(25, Kind.REJECTED),
  ALREADY_EXPIRED(26, Kind.REJECTED),
  UNKNOWN_SKU(27, Kind.REJECTED),
  INSUFFICIENT_STOCK(28, Kind.REJECTED),
  /// As many lines wait already as the pool can keep.
  TOO_MANY_WAITING(29, Kind.REJECTED),

  // Done.
  RESERVED(40, Kind.DONE),
  RELEASED(41, Kind.DONE),
  /// Release of a reservation that is not open, or never was: there is nothing to give back.
  NOTHING_RESERVED(42, Kind.DONE),
  SHIPPED(43, Kind.DONE),
  /// Shipped although nothing was reserved for it.
  SHIPPED_UNRESERVED(44, Kind.DONE),
  RECEIVED(45, Kind.DONE),
  ADJUSTED(46, Kind.DONE),
  COUNTED(47, Kind.DONE),
  STATUS_CHANGED(48, Kind.DONE),
  POOL_OPENED(49, Kind.DONE),
  ITEM_DEFINED(50, Kind.DONE),
  LOCATION_DEFINED(51, Kind.DONE),
  /// Not a command's: reservations ended because their time had come.
  EXPIRED(52, Kind.DONE),
  /// Reserved what was there; the rest is not promised.
  RESERVED_IN_PART(53, Kind.DONE),
  /// Waits for some of it or all; what was there is reserved.
  BACKORDERED(54, Kind.DONE),
  COMMITTED(55, Kind.DONE),
  EXTENDED(56, Kind.DONE),
  /// To be extended, but firm, or ends later anyway.
  NOT_EXTENDED(57, Kind.DONE),
  PRIORITY_CHANGED(58, Kind.DONE),
  REALLOCATED(59, Kind.DONE),
  /// To be reallocated, but no other locations have the units.
  REALLOCATION_REFUSED(60, Kind.DONE),
  /// To be reallocated, but has nothing at the location.
  NOTHING_THERE(61, Kind.DONE),
  /// Commit, extension, change or reallocation of a reservation that is not open, or never was.
  NOT_OPEN(62, Kind.DONE),
  SOURCING_CHANGED(63, Kind.DONE),
  LOT_HELD(64, Kind.DONE),
  /// Can be promised again.
  LOT_FREED(65, Kind.DONE),
  KIT_DEFINED(66, Kind.DONE),
  ASSEMBLED(67, Kind.DONE),
  DISASSEMBLED(68, Kind.DONE),
  COUNT_TOLERANCE_CHANGED(69, Kind.DONE),
  /// Counted, but beyond the tolerance: to be counted again.
  RECOUNT_REQUESTED(70, Kind.DONE),
  INBOUND_EXPECTED(71, Kind.DONE),
  PEGGED(72, Kind.DONE),
  /// To be pegged, but waits for nothing.
  NOTHING_WAITED_FOR(73, Kind.DONE),
  DISPATCHED(74, Kind.DONE),
  TRANSFER_RECEIVED(75, Kind.DONE);

  /// How a command ended.
  public enum Kind {
    /// Not decided; a dead letter.
    REFUSED,
    /// Decided against the request.
    REJECTED,
    DONE
  }

  public final byte number;
  public final Kind kind;

  private static final StockOutcome[] BY_NUMBER = new StockOutcome[128];

  static {
    for (StockOutcome outcome : values()) {
      if (BY_NUMBER[outcome.number] != null) {
        throw new IllegalStateException("number used twice: " + outcome);
      }
      BY_NUMBER[outcome.number] = outcome;
    }
  }

  StockOutcome(int number, Kind kind) {
    this.number = (byte) number;
    this.kind = kind;
  }

  /// @throws IllegalArgumentException for a number this version does not know
  public static StockOutcome numbered(int number) {
    StockOutcome outcome = number < 0 || number > 127 ? null : BY_NUMBER[number];
    if (outcome == null) {
      throw new IllegalArgumentException("no outcome has number " + number);
    }
    return outcome;
  }

  /// Whether the command asked for a reservation, and so is known by the reservation's id.
  boolean ofReservation() {
    return this == RESERVED
        || this == RESERVED_IN_PART
        || this == BACKORDERED
        || kind == Kind.REJECTED;
  }
}
