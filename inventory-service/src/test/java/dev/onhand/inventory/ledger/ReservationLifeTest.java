package dev.onhand.inventory.ledger;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReservationLifeTest extends LedgerTables {
  ReservationLifeTest() {
    super(withoutWaiting());
  }

  private static Set<StockOutcome> withoutWaiting() {
    Set<StockOutcome> mine = EnumSet.copyOf(OF_RESERVATIONS);
    mine.removeAll(OF_WAITING);
    return mine;
  }

  @Test
  void a_committed_hold_does_not_expire() {
    pool.check(
        """
        receive    MUG 5 PARIS
        reserve    R1 until=60 MUG 2
        commit     R1                 -> committed
        commit     R1                 -> committed         // is firm already
        clock      3600               -> nothing
        available  MUG                -> 3
        commit     R9                 -> not_open
        """);
  }

  @Test
  void an_expired_hold_cannot_be_committed() {
    pool.check(
        """
        receive    MUG 5 PARIS
        reserve    R1 until=60 MUG 2
        clock      60                 -> expired R1
        commit     R1                 -> not_open
        extend     R1 90              -> not_open
        prioritize R1 1               -> not_open
        reallocate R1 PARIS           -> not_open
        """);
  }

  @Test
  void a_hold_can_be_made_to_end_later_but_not_sooner() {
    pool.check(
        """
        receive    MUG 5 PARIS
        reserve    R1 until=60 MUG 2
        reserve    R2 until=70 MUG 1
        extend     R1 120             -> extended
        extend     R1 90              -> not_extended
        clock      119                -> expired R2
        clock      120                -> expired R1
        reserve    R3 MUG 1
        extend     R3 500             -> not_extended      // is firm
        """);
  }

  @Test
  void an_order_that_became_more_important_keeps_its_promise_longer() {
    pool.check(
        """
        receive    MUG 4 PARIS
        reserve    R1 priority=5 MUG 2
        reserve    R2 priority=5 MUG 2
        prioritize R2 1               -> priority_changed
        prioritize R2 1               -> priority_changed  // is it already
        adjust     MUG -1 PARIS       -> adjusted, broke R1
        """);
  }

  @Test
  void units_move_to_other_locations_when_one_cannot_deliver() {
    pool.check(
        """
        location   A 1
        location   B 2
        location   C 3
        receive    MUG 5 A
        receive    HAT 1 A
        receive    MUG 2 B
        receive    MUG 5 C
        receive    HAT 1 C
        reserve    R1 MUG 3, HAT 1    -> reserved: HAT 1 A + MUG 3 A
        reallocate R1 A               -> reallocated: HAT 1 C + MUG 3 C
        reallocate R1 A               -> nothing_there
        units      MUG A              -> sellable 5, reserved 0, quarantine 0, damaged 0
        ship       R1 C MUG 3, HAT 1  -> shipped in full
        """);
  }

  @Test
  void a_reservation_that_cannot_move_as_a_whole_stays_where_it_is() {
    pool.check(
        """
        location   A 1
        receive    MUG 5 A
        receive    HAT 5 A
        receive    MUG 5 B
        receive    HAT 1 B
        reserve    R1 MUG 3, HAT 2    -> reserved: HAT 2 A + MUG 3 A
        reallocate R1 A               -> reallocation_refused: HAT 1/2
        units      MUG A              -> sellable 5, reserved 3, quarantine 0, damaged 0
        """);
  }

  @Test
  void an_order_that_takes_what_is_there_gets_it_and_no_promise_for_the_rest() {
    pool.check(
        """
        receive    MUG 3 PARIS
        item       HAT
        reserve    R1 policy=ship-available MUG 2, HAT 1, MUG 2   -> reserved_in_part: MUG 3 PARIS
        reserve    R2 policy=ship-available MUG 1, HAT 1 -> insufficient_stock: MUG 0/1 + HAT 0/1
        receive    MUG 1 PARIS        -> received
        available  MUG                -> 1                        // nobody waits for it
        ship       R1 PARIS MUG 3     -> shipped in full
        """);
  }
}
