package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/// Tables of commands and what becomes of them, see [LedgerScript]. After each, the ledger equals
/// the one rebuilt from its log; after all, every outcome the class answers for was seen.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LedgerTables {
  /// Every outcome is one class's to show.
  static final Set<StockOutcome> OF_RESERVATIONS =
      EnumSet.range(StockOutcome.RESERVED_IN_PART, StockOutcome.NOT_OPEN);

  static final Set<StockOutcome> OF_SOURCING =
      EnumSet.of(StockOutcome.RULES_MALFORMED, StockOutcome.SOURCING_CHANGED);
  static final Set<StockOutcome> OF_LOTS =
      EnumSet.of(StockOutcome.LOT_HELD, StockOutcome.LOT_FREED);
  static final Set<StockOutcome> OF_LOGISTICS = logistics();

  private static Set<StockOutcome> logistics() {
    Set<StockOutcome> all = EnumSet.range(StockOutcome.KIT_DEFINED, StockOutcome.TRANSFER_RECEIVED);
    all.addAll(EnumSet.of(StockOutcome.KIT_MALFORMED, StockOutcome.KIT_UNKNOWN));
    return all;
  }

  static final Set<StockOutcome> OF_WAITING =
      EnumSet.of(StockOutcome.BACKORDERED, StockOutcome.TOO_MANY_WAITING);

  LedgerScript pool = LedgerScript.inAnOpenPool();
  private final Set<StockOutcome> mine;
  private final Set<StockOutcome> seen = EnumSet.noneOf(StockOutcome.class);

  LedgerTables(Set<StockOutcome> mine) {
    this.mine = EnumSet.copyOf(mine);
  }

  /// Goes on in another pool.
  void in(LedgerScript other) {
    seen.addAll(pool.seen);
    pool = other;
  }

  @AfterEach
  void every_ledger_equals_the_one_rebuilt_from_its_log() {
    seen.addAll(pool.seen);
    StockLedger rebuilt = new StockLedger("EU", pool.limits);
    pool.log().forEach(rebuilt::evolve);
    assertArrayEquals(bytes(pool.ledger), bytes(rebuilt));
    pool = LedgerScript.inAnOpenPool();
  }

  @AfterAll
  void every_outcome_has_a_line_in_a_table() {
    seen.retainAll(mine);
    assertEquals(mine, seen);
  }

  static byte[] bytes(StockLedger ledger) {
    var out = new SnapshotOutput();
    ledger.writeTo(out);
    return bytes(out);
  }

  static byte[] bytes(SnapshotOutput out) {
    var bytes = new ByteArrayOutputStream();
    out.chunks(0).forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  /// Of one chunk.
  static StockLedger ledger(byte[] chunk, LedgerLimits limits) {
    try {
      var chunks = List.of(chunk).iterator();
      return StockLedger.readFrom(
          "EU", limits, new SnapshotInput(() -> chunks.hasNext() ? chunks.next() : null));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
