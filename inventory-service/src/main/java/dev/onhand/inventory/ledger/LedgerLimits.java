package dev.onhand.inventory.ledger;

/// The limits of one pool.
///
/// @param outcomesMax remembered commands; a command issued before the oldest forgotten one is
///     refused. About 40 bytes each.
/// @param linesMax lines in one reservation
/// @param quantityMax units in one command's line, so that sums cannot overflow
/// @param explainedMax locations named in an explanation
/// @param pairsMax locations, in the order of the rule, among which a pair is looked for
/// @param freedMax about how many lines of reservations one entry of expiry frees
/// @param waitingMax lines that can wait for units; their filling is part of the decision that
///     frees the units
/// @param rulesMax rules, sources of a rule, capacities, safety stocks or fences in one change
public record LedgerLimits(
    int outcomesMax,
    int linesMax,
    long quantityMax,
    int explainedMax,
    int pairsMax,
    int freedMax,
    int waitingMax,
    int rulesMax) {
  public static final LedgerLimits STANDARD =
      new LedgerLimits(1 << 20, 500, 1_000_000_000_000L, 16, 32, 500);

  /// With the standard room for those who wait and for rules.
  public LedgerLimits(
      int outcomesMax,
      int linesMax,
      long quantityMax,
      int explainedMax,
      int pairsMax,
      int freedMax) {
    this(outcomesMax, linesMax, quantityMax, explainedMax, pairsMax, freedMax, 100_000, 10_000);
  }
}
