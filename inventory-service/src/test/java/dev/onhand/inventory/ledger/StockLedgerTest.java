package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StockLedgerTest extends LedgerTables {
  StockLedgerTest() {
    super(basics());
  }

  private static Set<StockOutcome> basics() {
    Set<StockOutcome> rest = EnumSet.allOf(StockOutcome.class);
    rest.removeAll(OF_RESERVATIONS);
    rest.removeAll(OF_WAITING);
    rest.removeAll(OF_SOURCING);
    rest.removeAll(OF_LOTS);
    rest.removeAll(OF_LOGISTICS);
    return rest;
  }

  @Test
  void a_reservation_takes_units_that_nobody_else_can_have() {
    pool.check(
        """
        location   PARIS 1            -> location_defined
        item       MUG                -> item_defined
        receive    MUG 10 PARIS       -> received
        reserve    R1 MUG 7           -> reserved: MUG 7 PARIS
        available  MUG                -> 3
        reserve    R1 MUG 7           -> again: reserved               // a retry
        reserve    R2 MUG 4           -> insufficient_stock: MUG 3/4
        reserve    R3 MUG 3           -> reserved: MUG 3 PARIS
        available  MUG                -> 0
        units      MUG PARIS          -> sellable 10, reserved 10, quarantine 0, damaged 0
        """);
  }

  @Test
  void a_refused_reservation_stays_refused_when_asked_again() {
    pool.check(
        """
        receive    MUG 1 PARIS        -> received, assumed item MUG, assumed location PARIS
        reserve    R1 MUG 2           -> insufficient_stock: MUG 1/2
        receive    MUG 9 PARIS        -> received
        reserve    R1 MUG 2           -> again: insufficient_stock
        reserve    R1 MUG 1           -> refused: id_reused            // not the same question
        """);
  }

  @Test
  void one_item_on_two_lines_needs_stock_for_both() {
    pool.check(
        """
        receive    MUG 1 PARIS
        reserve    R1 MUG 1, MUG 1    -> insufficient_stock: MUG 1/2
        receive    MUG 1 PARIS
        reserve    R2 MUG 1, MUG 1    -> reserved: MUG 2 PARIS
        """);
  }

  @Test
  void an_order_is_promised_as_a_whole_or_not_at_all() {
    pool.check(
        """
        receive    MUG 5 PARIS
        receive    HAT 1 PARIS
        reserve    R1 MUG 2, HAT 2    -> insufficient_stock: HAT 1/2
        reserve    R2 MUG 9, HAT 2    -> insufficient_stock: MUG 5/9 + HAT 1/2
        available  MUG                -> 5
        reserve    R3 MUG 2, CAP 1    -> unknown_sku: CAP 0/1
        """);
  }

  @Test
  void the_first_location_that_has_everything_serves_the_order() {
    pool.check(
        """
        location   PARIS 1
        location   LYON 2
        location   LILLE 2
        receive    MUG 1 PARIS
        receive    MUG 5 LYON
        receive    MUG 5 LILLE
        receive    HAT 5 LYON
        receive    HAT 5 LILLE
        reserve    R1 MUG 1           -> reserved: MUG 1 PARIS
        reserve    R2 MUG 1           -> reserved: MUG 1 LILLE  // PARIS is empty
        reserve    R3 MUG 2, HAT 1    -> reserved: HAT 1 LILLE + MUG 2 LILLE
        """);
  }

  @Test
  void an_order_no_location_can_serve_alone_is_split_as_little_as_possible() {
    pool.check(
        """
        location   A 1
        location   B 2
        location   C 3
        receive    MUG 2 A
        receive    MUG 4 B
        receive    MUG 5 C
        reserve    R1 MUG 7           -> reserved: MUG 2 A + MUG 5 C   // A+B have only 6
        reserve    R2 MUG 4           -> reserved: MUG 4 B
        receive    MUG 1 A
        receive    MUG 3 B
        receive    MUG 2 C
        reserve    R3 MUG 6           -> reserved: MUG 1 A + MUG 3 B + MUG 2 C
        """);
  }

  @Test
  void a_promise_is_explained() {
    pool.check(
        """
        location   A 1
        location   B 2
        location   C 3
        receive    MUG 1 A
        receive    MUG 5 B
        receive    MUG 5 C
        reserve    R1 MUG 2
        """);
    var reserved = (StockEvent.StockReserved) pool.log().getLast().events().getFirst();
    assertEquals(1, reserved.ruleVersion());
    assertEquals(
        List.of(
            new StockEvent.Candidate("A", StockEvent.Verdict.SHORT),
            new StockEvent.Candidate("B", StockEvent.Verdict.CHOSEN),
            new StockEvent.Candidate("C", StockEvent.Verdict.LOWER_PRIORITY)),
        reserved.explanation());
  }

  @Test
  void a_request_that_makes_no_sense_is_rejected_by_name() {
    pool.check(
        """
        receive    MUG 5 PARIS
        reserve    R1 policy=whatever MUG 1      -> policy_unknown
        reserve    R2                            -> no_lines
        reserve    R3 MUG 0                      -> line_not_positive
        reserve    R4 MUG -1                     -> line_not_positive
        reserve    R5 MUG 1000000000001          -> line_too_large
        clock      60                            -> nothing
        reserve    R6 until=60 MUG 1             -> already_expired
        """);
    pool.check("reserve R7 " + "MUG 1, ".repeat(501) + " -> too_many_lines");
  }

  @Test
  void nothing_is_promised_from_a_pool_that_is_not_open() {
    in(new LedgerScript(LedgerLimits.STANDARD));
    pool.check(
        """
        receive    MUG 5 PARIS        -> received, assumed item MUG, assumed location PARIS
        reserve    R1 MUG 1           -> pool_not_open
        open                          -> pool_opened
        reserve    R2 MUG 1           -> reserved: MUG 1 PARIS
        """);
  }

  @Test
  void released_units_can_be_promised_again() {
    pool.check(
        """
        receive    MUG 5 PARIS
        reserve    R1 MUG 5           -> reserved: MUG 5 PARIS
        release    R1                 -> released: MUG 5 PARIS
        release    R1                 -> nothing_reserved
        available  MUG                -> 5
        release    R9                 -> nothing_reserved
        """);
  }

  @Test
  void a_reservation_ends_at_its_time() {
    pool.check(
        """
        receive    MUG 5 PARIS
        reserve    R1 until=60 MUG 2
        reserve    R2 until=30 MUG 1
        reserve    R3 MUG 1                      // has no end
        clock      29                 -> nothing
        clock      30                 -> expired R2
        clock      3600               -> expired R1
        available  MUG                -> 4
        release    R1                 -> nothing_reserved
        """);
  }

  @Test
  void a_shipment_uses_up_what_was_promised() {
    pool.check(
        """
        location   A 1
        location   B 2
        receive    MUG 5 A
        receive    HAT 5 B
        reserve    R1 MUG 2, HAT 1    -> reserved: HAT 1 B + MUG 2 A
        ship       R1 A MUG 2 #s1     -> shipped in part
        units      MUG A              -> sellable 3, reserved 0, quarantine 0, damaged 0
        ship       R1 A MUG 2 #s1     -> again: shipped
        ship       R1 B HAT 1         -> shipped in full
        units      HAT B              -> sellable 4, reserved 0, quarantine 0, damaged 0
        release    R1                 -> nothing_reserved
        """);
  }

  @Test
  void what_is_left_of_a_reservation_after_a_short_shipment_can_be_released() {
    pool.check(
        """
        receive    MUG 5 A
        reserve    R1 MUG 4
        ship       R1 A MUG 3         -> shipped in part
        release    R1                 -> released: MUG 1 A
        available  MUG                -> 2
        """);
  }

  @Test
  void a_shipment_from_another_location_uses_up_the_promise_too() {
    pool.check(
        """
        location   A 1
        location   B 2
        receive    MUG 5 A
        receive    MUG 5 B
        reserve    R1 MUG 5           -> reserved: MUG 5 A
        ship       R1 B MUG 5         -> shipped in full
        units      MUG A              -> sellable 5, reserved 0, quarantine 0, damaged 0
        units      MUG B              -> sellable 0, reserved 0, quarantine 0, damaged 0
        """);
  }

  @Test
  void a_shipment_beyond_the_book_is_recorded_with_its_discrepancy() {
    pool.check(
        """
        receive    MUG 3 A
        ship       R9 A MUG 5         -> shipped_unreserved, discrepancy +2
        units      MUG A              -> sellable 0, reserved 0, quarantine 0, damaged 0
        ship       R9 A CAP 1         -> shipped_unreserved, assumed item CAP, discrepancy +1
        """);
  }

  @Test
  void a_shipment_that_takes_what_others_were_promised_breaks_their_promises() {
    pool.check(
        """
        receive    MUG 5 A
        reserve    R1 MUG 2
        reserve    R2 MUG 2
        ship       R1 A MUG 4         -> shipped in full, broke R2
        units      MUG A              -> sellable 1, reserved 0, quarantine 0, damaged 0
        """);
  }

  @Test
  void the_least_important_promise_is_broken_first_and_of_equals_the_latest() {
    pool.check(
        """
        receive    MUG 9 A
        receive    HAT 9 A
        reserve    R1 priority=1 MUG 3
        reserve    R2 priority=9 MUG 1, HAT 5
        reserve    R3 priority=5 MUG 2
        reserve    R4 priority=5 MUG 2
        adjust     MUG -3 A           -> adjusted, broke R2, broke R4
        units      MUG A              -> sellable 6, reserved 5, quarantine 0, damaged 0
        available  HAT                -> 9                             // R2 is broken as a whole
        count      MUG 1 A            -> counted, broke R3, broke R1, discrepancy -5
        """);
  }

  @Test
  void a_count_makes_the_book_follow_the_shelf() {
    pool.check(
        """
        receive    MUG 5 A
        count      MUG 5 A            -> counted
        count      MUG 7 A            -> counted, discrepancy +2
        count      MUG 0 A            -> counted, discrepancy -7
        count      MUG 2 A damaged    -> counted, discrepancy +2
        units      MUG A              -> sellable 0, reserved 0, quarantine 0, damaged 2
        count      MUG -1 A           -> refused: quantity_not_positive
        """);
  }

  @Test
  void an_adjustment_takes_no_more_than_the_book_has_and_says_so() {
    pool.check(
        """
        adjust     MUG 5 A            -> adjusted, assumed item MUG, assumed location A
        adjust     MUG -3 A           -> adjusted
        adjust     MUG -3 A           -> adjusted, discrepancy -1
        units      MUG A              -> sellable 0, reserved 0, quarantine 0, damaged 0
        adjust     MUG 0 A            -> refused: quantity_not_positive
        receive    MUG -5 A           -> refused: quantity_not_positive
        receive    MUG 1000000000001 A -> refused: quantity_too_large
        """);
  }

  @Test
  void only_sellable_units_can_be_promised() {
    pool.check(
        """
        receive    MUG 5 A quarantine
        return     MUG 2 A damaged
        reserve    R1 MUG 1           -> insufficient_stock: MUG 0/1
        change     MUG 4 A quarantine sellable    -> status_changed
        available  MUG                -> 4
        reserve    R2 MUG 3
        change     MUG 2 A sellable damaged       -> status_changed, broke R2
        change     MUG 3 A sellable quarantine    -> status_changed, discrepancy +1
        units      MUG A              -> sellable 0, reserved 0, quarantine 4, damaged 4
        change     MUG 1 A damaged damaged        -> refused: same_status
        """);
  }

  @Test
  void an_id_used_for_something_else_is_refused() {
    pool.check(
        """
        receive    MUG 5 A #c1x       -> received, assumed item MUG, assumed location A
        receive    MUG 5 A #c1x       -> again: received
        receive    MUG 6 A #c1x       -> refused: id_reused
        receive    MUG 6 A damaged #c1x -> received            // another fact of the same receipt
        return     MUG 6 A quarantine #c1x -> received         // what it refers to is another
        item       MUG #c1y           -> item_defined
        open #c1y                     -> refused: id_reused
        available  MUG                -> 5
        reserve    c1x MUG 1          -> reserved: MUG 1 A     // a reservation's id is another kind
        """);
  }

  @Test
  void a_command_from_before_the_oldest_remembered_one_is_too_old() {
    in(new LedgerScript(new LedgerLimits(1024, 500, 1_000_000, 16, 32, 500)));
    pool.check("open\nreceive MUG 5000 A");
    pool.check("clock 10\nreserve R0 MUG 1");
    for (int i = 1; i <= 1023; i++) {
      pool.check("reserve R" + i + " MUG 1 -> reserved: MUG 1 A");
    }
    pool.check(
        """
        reserve    R0 issued=10 MUG 1       -> again: reserved
        receive    MUG 1 A #late issued=0   -> refused: too_old
        reserve    R1024 MUG 1              -> reserved: MUG 1 A       // and R0 is forgotten
        reserve    R1025 MUG 1              -> refused: too_old        // as old as R0
        clock      11
        reserve    R1025 MUG 1              -> reserved: MUG 1 A
        reserve    R0 MUG 1                 -> refused: id_reused      // still open
        release    R0                       -> released: MUG 1 A
        reserve    R0 issued=10 MUG 1       -> refused: too_old
        """);
  }

  @Test
  void five_hundred_orders_for_the_last_hundred_units_get_exactly_a_hundred() {
    pool.check("receive MUG 100 A");
    int reserved = 0;
    for (int i = 0; i < 500; i++) {
      String answer = pool.decide(Commands.reserve("R" + i, "MUG", 1));
      reserved += answer.startsWith("reserved") ? 1 : 0;
    }
    assertEquals(100, reserved);
    assertEquals(0, pool.ledger.available("MUG"));
  }

  @Test
  void a_snapshot_gives_the_same_ledger_back() {
    pool.check(
        """
        location   A 1
        receive    MUG 5 A
        receive    HAT 3 B quarantine
        reserve    R1 until=60 MUG 2
        reserve    R2 MUG 1
        ship       R1 A MUG 1
        """);
    byte[] bytes = bytes(pool.ledger);
    StockLedger copy = ledger(bytes, LedgerLimits.STANDARD);
    assertArrayEquals(bytes, bytes(copy));
    assertEquals(pool.ledger.level("MUG", "A"), copy.level("MUG", "A"));
    copy.expire(LedgerScript.START_MS + 60_000);
    assertEquals(3, copy.available("MUG"));
  }

  @Test
  void a_log_with_a_hole_is_noticed() {
    pool.check("receive MUG 5 A\nreserve R1 MUG 1\nrelease R1\nreceive MUG 1 A");
    StockLedger ledger = new StockLedger("EU", LedgerLimits.STANDARD);
    pool.log().subList(0, 2).forEach(ledger::evolve);
    LedgerEntry release = pool.log().get(3);
    assertThrows(LedgerBroken.class, () -> ledger.evolve(release));
    LedgerEntry second = pool.log().get(4);
    ledger.evolve(second);
    assertThrows(LedgerBroken.class, () -> ledger.evolve(second));
  }
}
