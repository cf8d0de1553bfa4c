package dev.onhand.inventory.ledger;

import org.junit.jupiter.api.Test;

class LotTest extends LedgerTables {
  LotTest() {
    super(OF_LOTS);
  }

  @Test
  void what_expires_first_is_promised_first() {
    pool.check(
        """
        location   A 1
        receive    MILK 5 A lot=MAY exp=500
        receive    MILK 5 A lot=APRIL exp=400
        receive    MILK 5 A
        reserve    R1 MILK 3          -> reserved: MILK 3 A/APRIL
        reserve    R2 MILK 8          -> reserved: MILK 1 A + MILK 2 A/APRIL + MILK 5 A/MAY
        """);
  }

  @Test
  void an_expired_lot_is_not_promised_any_more() {
    pool.check(
        """
        receive    MILK 5 A lot=APRIL exp=60
        receive    MILK 1 A lot=MAY exp=500
        reserve    R1 MILK 2          -> reserved: MILK 2 A/APRIL
        clock      60
        reserve    R2 MILK 2          -> insufficient_stock: MILK 1/2
        reserve    R3 MILK 1          -> reserved: MILK 1 A/MAY
        ship       R1 A MILK 2        -> shipped in full       // was promised in time
        available  MILK web           -> 0
        """);
  }

  @Test
  void a_recalled_lot_is_promised_to_nobody_and_promises_of_it_are_broken() {
    pool.check(
        """
        receive    MILK 5 A lot=BAD
        receive    MILK 5 A lot=GOOD
        receive    HAT 1 A
        reserve    R1 priority=1 MILK 2, HAT 1 -> reserved: HAT 1 A + MILK 2 A/BAD
        reserve    R2 priority=9 MILK 2    -> reserved: MILK 2 A/BAD
        reserve    R3 MILK 6               -> reserved: MILK 1 A/BAD + MILK 5 A/GOOD
        hold       MILK BAD                -> lot_held, broke R2, broke R3, broke R1
        hold       MILK BAD                -> lot_held
        available  HAT                     -> 1
        reserve    R4 MILK 6               -> insufficient_stock: MILK 5/6
        reserve    R5 MILK 5               -> reserved: MILK 5 A/GOOD
        unhold     MILK BAD                -> lot_freed
        reserve    R6 MILK 5               -> reserved: MILK 5 A/BAD
        """);
  }

  @Test
  void a_lot_can_be_recalled_before_it_arrives() {
    pool.check(
        """
        hold       MILK BAD                -> lot_held, assumed item MILK
        receive    MILK 5 A lot=BAD        -> received, assumed location A
        reserve    R1 policy=backorder MILK 1 -> backordered: waits for MILK 1
        unhold     MILK BAD                -> lot_freed, filled R1: MILK 1 A/BAD
        """);
  }

  @Test
  void a_shipment_that_names_no_lot_ships_the_lots_that_were_promised() {
    pool.check(
        """
        receive    MILK 5 A lot=APRIL exp=400
        reserve    R1 MILK 5               -> reserved: MILK 5 A/APRIL
        receive    MILK 5 A lot=MARCH exp=300
        ship       R1 A MILK 5             -> shipped in full
        reserve    R2 MILK 5               -> reserved: MILK 5 A/MARCH
        ship       R2 A MILK 2 lot=APRIL   -> shipped in part, discrepancy +2  // none was left
        units      MILK A                  -> sellable 5, reserved 3, quarantine 0, damaged 0
        """);
  }

  @Test
  void safety_stock_is_kept_of_whichever_lot() {
    pool.check(
        """
        receive    MILK 3 A lot=APRIL exp=400
        receive    MILK 3 A lot=MAY exp=500
        safety     MILK 2 A
        available  MILK web                -> 4
        reserve    R1 MILK 4               -> reserved: MILK 3 A/APRIL + MILK 1 A/MAY
        """);
  }

  @Test
  void a_count_or_a_loss_that_names_no_lot_takes_the_first_to_expire_that_nobody_was_promised() {
    pool.check(
        """
        receive    MILK 3 A lot=APRIL exp=400
        receive    MILK 3 A lot=MAY exp=500
        reserve    R1 MILK 3               -> reserved: MILK 3 A/APRIL
        adjust     MILK -2 A               -> adjusted
        count      MILK 4 A                -> counted
        count      MILK 2 A                -> counted, broke R1, discrepancy -2
        count      MILK 5 A lot=MAY        -> counted, discrepancy +5
        reserve    R2 MILK 5               -> reserved: MILK 2 A/APRIL + MILK 3 A/MAY
        """);
  }
}
