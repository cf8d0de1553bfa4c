package dev.onhand.inventory.ledger;

import org.junit.jupiter.api.Test;

class BackorderTest extends LedgerTables {
  BackorderTest() {
    super(OF_WAITING);
  }

  @Test
  void a_backorder_takes_what_is_there_and_waits_for_the_rest() {
    pool.check(
        """
        receive    MUG 3 PARIS
        reserve    R1 policy=backorder MUG 5  -> backordered: MUG 3 PARIS, waits for MUG 2
        receive    MUG 1 PARIS        -> received, filled in part R1: MUG 1 PARIS
        receive    MUG 4 LYON         -> received, assumed location LYON, filled R1: MUG 1 LYON
        available  MUG                -> 3
        ship       R1 PARIS MUG 4     -> shipped in part
        ship       R1 LYON MUG 1      -> shipped in full
        """);
  }

  @Test
  void who_is_more_important_is_served_first_and_of_equals_who_waited_longer() {
    pool.check(
        """
        item       MUG
        reserve    R1 policy=backorder priority=5 MUG 2 -> backordered: waits for MUG 2
        reserve    R2 policy=backorder priority=5 MUG 2 -> backordered: waits for MUG 2
        reserve    R3 policy=backorder priority=1 MUG 2 -> backordered: waits for MUG 2
        location   A 1
        receive    MUG 3 A   -> received, filled R3: MUG 2 A, filled in part R1: MUG 1 A
        prioritize R2 4      -> priority_changed
        receive    MUG 2 A   -> received, filled R2: MUG 2 A
        receive    MUG 2 A   -> received, filled R1: MUG 1 A
        available  MUG       -> 1
        """);
  }

  @Test
  void units_that_come_free_by_any_way_go_to_those_who_wait() {
    pool.check(
        """
        receive    MUG 5 A
        reserve    R1 MUG 1
        reserve    R2 until=60 MUG 1
        reserve    R3 priority=9 MUG 3
        reserve    W1 policy=backorder priority=1 MUG 9 -> backordered: waits for MUG 9
        release    R1             -> released: MUG 1 A, filled in part W1: MUG 1 A
        clock      60             -> expired R2, filled in part W1: MUG 1 A
        adjust     MUG -1 A       -> adjusted, broke R3, filled in part W1: MUG 2 A
        adjust     MUG 1 A        -> adjusted, filled in part W1: MUG 1 A
        receive    MUG 2 A quarantine
        change     MUG 2 A quarantine sellable -> status_changed, filled in part W1: MUG 2 A
        count      MUG 9 A        -> counted, discrepancy +2, filled W1: MUG 2 A
        """);
  }

  @Test
  void who_waits_no_longer_gets_nothing() {
    pool.check(
        """
        item       MUG
        reserve    R1 policy=backorder until=60 MUG 2
        reserve    R2 policy=backorder MUG 2
        clock      60                 -> expired R1
        release    R2                 -> released
        receive    MUG 9 A            -> received, assumed location A
        available  MUG                -> 9
        """);
  }

  @Test
  void what_was_shipped_is_not_waited_for() {
    pool.check(
        """
        receive    MUG 1 A
        reserve    R1 policy=backorder MUG 3  -> backordered: MUG 1 A, waits for MUG 2
        ship       R1 A MUG 2         -> shipped in part, discrepancy +1
        ship       R1 A MUG 1         -> shipped in full, discrepancy +1
        receive    MUG 3 A            -> received
        """);
  }

  @Test
  void only_so_many_lines_can_wait() {
    in(new LedgerScript(new LedgerLimits(1024, 500, 1_000_000, 16, 32, 500, 2, 10)));
    pool.check(
        """
        open
        item       MUG
        reserve    R1 policy=backorder MUG 1  -> backordered: waits for MUG 1
        reserve    R2 policy=backorder MUG 1, MUG 2 -> too_many_waiting: MUG 0/3
        reserve    R3 policy=backorder MUG 1  -> backordered: waits for MUG 1
        reserve    R4 policy=backorder MUG 1  -> too_many_waiting: MUG 0/1
        """);
  }
}
