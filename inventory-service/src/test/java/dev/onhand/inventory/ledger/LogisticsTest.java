package dev.onhand.inventory.ledger;

import org.junit.jupiter.api.Test;

class LogisticsTest extends LedgerTables {
  LogisticsTest() {
    super(OF_LOGISTICS);
  }

  @Test
  void an_order_for_a_virtual_kit_is_an_order_for_its_components() {
    pool.check(
        """
        receive    MUG 5 A
        receive    SPOON 4 A
        kit        SET MUG 1, SPOON 2      -> kit_defined, assumed item SET
        reserve    R1 SET 2                -> reserved: MUG 2 A + SPOON 4 A
        reserve    R2 SET 1                -> insufficient_stock: SPOON 0/2
        available  MUG                     -> 3
        ship       R1 A MUG 2, SPOON 4     -> shipped in full
        """);
  }

  @Test
  void a_kit_and_its_component_on_one_order_are_added_up() {
    pool.check(
        """
        receive    MUG 3 A
        kit        PAIR MUG 2              -> kit_defined, assumed item PAIR
        reserve    R1 PAIR 1, MUG 2        -> insufficient_stock: MUG 3/4
        reserve    R2 PAIR 1, MUG 1        -> reserved: MUG 3 A
        """);
  }

  @Test
  void who_takes_what_is_there_gets_whole_kits_and_who_waits_waits_for_components() {
    pool.check(
        """
        receive    MUG 5 A
        receive    SPOON 3 A
        kit        SET MUG 1, SPOON 2
        reserve    R1 policy=ship-available SET 3 -> reserved_in_part: MUG 1 A + SPOON 2 A
        reserve    R2 policy=backorder SET 2  -> backordered: MUG 2 A + SPOON 1 A, waits for SPOON 3
        receive    SPOON 3 A               -> received, filled R2: SPOON 3 A
        """);
  }

  @Test
  void a_kit_of_nothing_of_itself_or_of_virtual_kits_is_none() {
    pool.check(
        """
        kit        SET                     -> refused: kit_malformed
        kit        SET SET 1               -> refused: kit_malformed
        kit        SET MUG 0               -> refused: kit_malformed
        kit        SET MUG 1, MUG 1        -> refused: kit_malformed
        kit        SET MUG 1      -> kit_defined, assumed item SET, assumed item MUG
        kit        BOX SET 1               -> refused: kit_malformed
        kit        MUG HANDLE 1            -> refused: kit_malformed   // is a component already
        """);
  }

  @Test
  void a_stocked_kit_is_put_together_and_taken_apart() {
    pool.check(
        """
        receive    MUG 5 A
        receive    SPOON 9 A
        stockedkit SET MUG 1, SPOON 2      -> kit_defined, assumed item SET
        reserve    R1 SET 1                -> insufficient_stock: SET 0/1
        assemble   SET 2 A                 -> assembled
        units      SPOON A                 -> sellable 5, reserved 0, quarantine 0, damaged 0
        reserve    R2 SET 2                -> reserved: SET 2 A
        assemble   SET 4 A        -> assembled, discrepancy +1, discrepancy +3   // were there
        disassemble SET 4 A                -> disassembled
        units      MUG A                   -> sellable 4, reserved 0, quarantine 0, damaged 0
        assemble   CUP 1 A                 -> refused: kit_unknown
        """);
  }

  @Test
  void units_in_transit_are_nowhere_until_they_arrive() {
    pool.check(
        """
        receive    MUG 9 A
        reserve    R1 MUG 5
        dispatch   T1 A B MUG 6            -> dispatched, assumed location B, broke R1
        available  MUG                     -> 3
        transit    MUG B                   -> 6
        arrive     T1 B MUG 4              -> transfer_received
        available  MUG                     -> 7
        complete   T1 B MUG 1              -> transfer_received, discrepancy -1    // one was lost
        transit    MUG B                   -> 0
        arrive     T1 B MUG 1              -> transfer_received, discrepancy +1    // and found
        """);
  }

  @Test
  void a_lot_stays_a_lot_in_transit() {
    pool.check(
        """
        receive    MILK 3 A lot=APRIL exp=400
        receive    MILK 3 A lot=MAY exp=500
        dispatch   T1 A B MILK 5           -> dispatched, assumed location B
        arrive     T1 B MILK 5             -> transfer_received
        reserve    R1 MILK 4               -> reserved: MILK 3 B/APRIL + MILK 1 B/MAY
        """);
  }

  @Test
  void what_is_expected_can_be_promised_by_its_date() {
    pool.check(
        """
        receive    MUG 2 A
        expect     PO1 MUG 10 A 500        -> inbound_expected
        expect     PO2 MUG 5 A 900         -> inbound_expected
        promise-by MUG web 499             -> 2
        promise-by MUG web 500             -> 12
        reserve    R1 policy=backorder MUG 5   -> backordered: MUG 2 A, waits for MUG 3 until 500
        reserve    R2 policy=backorder MUG 9   -> backordered: waits for MUG 9 until 900
        promise-by MUG web 900             -> 3
        reserve    R3 policy=preorder MUG 4    -> insufficient_stock: MUG 0/4
        reserve    R4 policy=preorder MUG 3    -> backordered: waits for MUG 3 until 900
        reserve    R5 policy=backorder MUG 1   -> backordered: waits for MUG 1     // no date
        """);
  }

  @Test
  void what_arrives_is_expected_no_longer() {
    pool.check(
        """
        item       MUG
        expect     PO1 MUG 10 A 500
        receive    MUG 4 A po=PO1          -> received
        inbound    MUG A                   -> 6
        receive    MUG 9 A po=PO1          -> received                 // more than was ordered
        inbound    MUG A                   -> 0
        expect     PO2 MUG 7 A 500
        expect     PO2 MUG 0 A 500         -> inbound_expected         // was cancelled
        promise-by MUG web 500             -> 13
        """);
  }

  @Test
  void who_is_pegged_to_an_inbound_is_served_first_when_it_comes() {
    pool.check(
        """
        item       MUG
        reserve    R1 policy=backorder priority=1 MUG 5
        reserve    R2 policy=backorder priority=9 MUG 5
        expect     PO1 MUG 6 A 500
        peg        R2 PO1                  -> pegged
        receive    MUG 1 A        -> received, filled in part R1: MUG 1 A
        receive    MUG 6 A po=PO1 -> received, filled R2: MUG 5 A, filled in part R1: MUG 1 A
        peg        R2 PO1                  -> nothing_waited_for
        peg        R9 PO1                  -> not_open
        """);
  }

  @Test
  void who_waits_is_told_another_date_when_an_order_comes_later_or_not_at_all() {
    pool.check(
        """
        receive    MUG 1 A
        expect     PO1 MUG 4 A 50
        expect     PO2 MUG 9 A 90
        reserve    R1 policy=backorder MUG 5   -> backordered: MUG 1 A, waits for MUG 4 until 50
        reserve    R2 policy=backorder MUG 2   -> backordered: waits for MUG 2 until 90
        peg        R1 PO1
        expect     PO1 MUG 4 A 60     -> inbound_expected, R1 waits for MUG 4 until 60
        expect     PO2 MUG 9 A 95     -> inbound_expected, waits for MUG 2 until 95
        expect PO1 MUG 0 A 60 -> inbound_expected, freed of its peg R1, R1 waits for MUG 4 until 95
        expect     PO2 MUG 5 A 95     -> inbound_expected, R2 waits for MUG 2
        expect     PO3 MUG 1 A 99     -> inbound_expected, R2 waits for MUG 2 until 99
        receive    MUG 5 A po=PO2      -> received, filled R1: MUG 4 A, filled in part R2: MUG 1 A
        """);
  }

  @Test
  void a_count_far_from_the_book_is_asked_for_again_before_the_book_follows() {
    pool.check(
        """
        receive    MUG 100 A
        tolerance  2 5                     -> count_tolerance_changed
        count      MUG 95 A                -> counted, discrepancy -5          // 5 in 100
        count      MUG 60 A                -> recount_requested
        units      MUG A                   -> sellable 95, reserved 0, quarantine 0, damaged 0
        count      MUG 61 A                -> counted, discrepancy -34         // the recount holds
        count      MUG 10 A                -> recount_requested
        receive    HAT 1 A
        count      HAT 3 A                 -> counted, discrepancy +2          // 2 units
        tolerance  -1 0                    -> count_tolerance_changed
        count      HAT 9 A                 -> counted, discrepancy +6
        """);
  }
}
