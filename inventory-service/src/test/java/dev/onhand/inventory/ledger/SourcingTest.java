package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.inventory.ledger.StockEvent.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourcingTest extends LedgerTables {
  SourcingTest() {
    super(OF_SOURCING);
  }

  @Test
  void safety_stock_is_never_promised_but_can_be_shipped() {
    pool.check(
        """
        receive    MUG 5 A
        receive    MUG 1 B
        safety     MUG 2 A            -> sourcing_changed
        safety     MUG 4 B            -> sourcing_changed
        available  MUG web            -> 3
        reserve    R1 MUG 4           -> insufficient_stock: MUG 3/4
        reserve    R2 MUG 3           -> reserved: MUG 3 A
        ship       R9 A MUG 2         -> shipped_unreserved
        safety     MUG 0 B            -> sourcing_changed
        available  MUG web            -> 1
        """);
  }

  @Test
  void what_is_fenced_for_a_channel_no_other_channel_can_have() {
    pool.check(
        """
        receive    MUG 10 A
        fence      MUG 4 shop         -> sourcing_changed
        available  MUG shop           -> 10
        available  MUG web            -> 6
        reserve    R1 channel=web MUG 7   -> insufficient_stock: MUG 6/7
        reserve    R2 channel=shop MUG 3  -> reserved: MUG 3 A
        available  MUG web            -> 6                     // the shop's 3 are within its fence
        reserve    R3 channel=web MUG 6   -> reserved: MUG 6 A
        available  MUG shop           -> 1
        release    R2                 -> released: MUG 3 A
        available  MUG web            -> 0
        fence      MUG 0 shop         -> sourcing_changed
        available  MUG web            -> 4
        """);
  }

  @Test
  void fences_of_all_other_channels_add_up() {
    pool.check(
        """
        receive    MUG 10 A
        fence      MUG 4 shop
        fence      MUG 3 market
        available  MUG web            -> 3
        available  MUG shop           -> 7
        available  MUG market         -> 6
        fence      MUG 9 market
        available  MUG web            -> 0
        """);
  }

  @Test
  void a_rule_says_which_locations_serve_an_order() {
    pool.check(
        """
        receive    MUG 5 PARIS
        receive    MUG 5 LYON
        receive    MUG 9 BERLIN
        rule       channel=shop LYON 0                    -> sourcing_changed
        rule       to=DE BERLIN 0 LYON 1                  -> sourcing_changed
        reserve    R1 channel=shop to=DE MUG 1            -> reserved: MUG 1 LYON
        reserve    R2 channel=web to=DE MUG 6             -> reserved: MUG 6 BERLIN
        reserve    R3 channel=web to=DE MUG 8  -> insufficient_stock: MUG 7/8    // PARIS may not
        reserve    R4 channel=web to=FR MUG 8             -> reserved: MUG 3 BERLIN + MUG 5 PARIS
        available  MUG shop                               -> 4
        available  MUG web                                -> 4
        norules
        reserve    R5 channel=shop MUG 4                  -> reserved: MUG 4 LYON
        """);
  }

  @Test
  void the_cheaper_zone_comes_first_and_a_split_last() {
    pool.check(
        """
        location   A 1
        location   B 2
        location   C 3
        receive    MUG 5 A
        receive    MUG 5 B
        receive    MUG 8 C
        rule       A 2 B 1 C 1
        reserve    R1 MUG 2           -> reserved: MUG 2 B     // zone 1, and before C
        reserve    R2 MUG 5           -> reserved: MUG 5 C     // in one piece
        reserve    R3 MUG 6           -> reserved: MUG 3 B + MUG 3 C
        """);
  }

  @Test
  void a_location_that_the_order_names_comes_before_cheaper_ones() {
    pool.check(
        """
        location   A 1
        location   B 2
        location   C 3
        receive    MUG 9 A
        receive    MUG 9 B
        receive    MUG 5 C
        reserve    R1 from=C MUG 1        -> reserved: MUG 1 C
        reserve    R2 from=C MUG 6        -> reserved: MUG 6 A     // C has 4, and A all
        reserve    R3 from=C MUG 11       -> reserved: MUG 7 B + MUG 4 C
        reserve    R4 from=NOWHERE MUG 1  -> reserved: MUG 1 A     // nobody knows it
        rule       channel=web A 1 B 0 C 2
        receive    MUG 5 C
        reserve    R5 channel=web MUG 1         -> reserved: MUG 1 B
        reserve    R6 channel=web from=C MUG 1  -> reserved: MUG 1 C
        """);
  }

  @Test
  void it_serves_nothing_that_the_rules_or_its_capacity_do_not_let_it() {
    pool.check(
        """
        receive    MUG 5 A
        receive    MUG 9 B
        capacity   B 2
        reserve    R1 from=B MUG 2              -> reserved: MUG 2 B
        reserve    R2 from=B MUG 1              -> reserved: MUG 1 A     // B is at capacity
        norules
        rule       channel=web A 0
        reserve    R3 channel=web from=B MUG 1  -> reserved: MUG 1 A
        reserve    R4 channel=web from=B MUG 9  -> insufficient_stock: MUG 3/9
        """);
  }

  @Test
  void units_that_come_later_are_promised_by_the_rules_alone() {
    pool.check(
        """
        location   A 1
        location   B 2
        receive    MUG 1 B
        reserve    R1 policy=backorder from=B MUG 3  -> backordered: MUG 1 B, waits for MUG 2
        receive    MUG 2 A                           -> received, filled R1: MUG 2 A
        """);
  }

  @Test
  void the_explanation_begins_with_the_location_that_the_order_names() {
    pool.check(
        """
        location   A 1
        location   B 2
        receive    MUG 5 A
        receive    MUG 2 B
        reserve    R1 from=B MUG 4
        """);
    var reserved = (StockEvent.StockReserved) pool.log().getLast().events().getFirst();
    assertEquals(
        List.of(new Candidate("B", Verdict.SHORT), new Candidate("A", Verdict.CHOSEN)),
        reserved.explanation());
  }

  @Test
  void a_service_level_can_have_a_rule_of_its_own() {
    pool.check(
        """
        receive    MUG 5 FAR
        receive    MUG 1 NEAR
        rule       level=express NEAR 0
        reserve    R1 level=express MUG 2    -> insufficient_stock: MUG 1/2
        reserve    R2 level=express MUG 1    -> reserved: MUG 1 NEAR
        reserve    R3 MUG 2                  -> reserved: MUG 2 FAR
        """);
  }

  @Test
  void a_location_at_capacity_serves_only_what_no_other_can() {
    pool.check(
        """
        location   A 1
        location   B 2
        receive    MUG 9 A
        receive    MUG 3 B
        capacity   A 4
        reserve    R1 MUG 5           -> reserved: MUG 5 A     // was below its capacity
        reserve    R2 MUG 2           -> reserved: MUG 2 B
        reserve    R3 MUG 2           -> reserved: MUG 2 A     // B has not enough
        release    R1
        reserve    R4 MUG 1           -> reserved: MUG 1 A
        """);
  }

  @Test
  void a_promise_names_the_rule_and_why_each_location_was_passed_over() {
    pool.check(
        """
        location   A 1
        location   B 2
        location   C 3
        location   D 4
        receive    MUG 9 A
        receive    MUG 9 B
        receive    MUG 1 C
        receive    MUG 9 D
        receive    HAT 9 D
        rule       A 0 B 1 C 1
        capacity   A 0
        reserve    R1 MUG 2           -> reserved: MUG 2 B
        """);
    var reserved = (StockEvent.StockReserved) pool.log().getLast().events().getFirst();
    assertEquals(3, reserved.ruleVersion());
    assertEquals(
        List.of(
            new Candidate("B", Verdict.CHOSEN),
            new Candidate("C", Verdict.SHORT),
            new Candidate("A", Verdict.AT_CAPACITY),
            new Candidate("D", Verdict.NOT_ELIGIBLE)),
        reserved.explanation());
  }

  @Test
  void a_refusal_names_why_each_location_could_not_serve_the_order() {
    pool.check(
        """
        location   A 1
        location   B 2
        location   D 4
        receive    MUG 9 A
        receive    MUG 1 B
        receive    MUG 9 D
        rule       A 0 B 1
        fence      MUG 3 shop
        reserve    R1 channel=web MUG 9    -> insufficient_stock: MUG 7/9
        """);
    var rejected = (StockEvent.ReservationRejected) pool.log().getLast().events().getFirst();
    assertEquals(
        List.of(
            new Candidate("A", Verdict.KEPT_FOR_OTHERS),
            new Candidate("B", Verdict.SHORT),
            new Candidate("D", Verdict.NOT_ELIGIBLE)),
        rejected.explanation());
  }

  @Test
  void who_waits_gets_only_what_the_channel_and_the_rule_let_it_have() {
    pool.check(
        """
        item       MUG
        fence      MUG 2 shop         -> sourcing_changed
        rule       channel=web A 0    -> sourcing_changed, assumed location A
        reserve    W1 channel=web policy=backorder MUG 5   -> backordered: waits for MUG 5
        reserve    S1 channel=shop policy=backorder MUG 1  -> backordered: waits for MUG 1
        receive    MUG 3 A            -> received, filled in part W1: MUG 1 A, filled S1: MUG 1 A
        receive    MUG 2 B            -> received, assumed location B     // not for the web
        fence      MUG 0 shop         -> sourcing_changed, filled in part W1: MUG 1 A
        norules                       -> sourcing_changed, filled in part W1: MUG 2 B
        """);
  }

  @Test
  void a_change_of_rules_touches_no_promise_that_was_made() {
    pool.check(
        """
        receive    MUG 5 A
        reserve    R1 MUG 5
        safety     MUG 3 A
        fence      MUG 5 shop
        rule       B 0
        units      MUG A              -> sellable 5, reserved 5, quarantine 0, damaged 0
        ship       R1 A MUG 5         -> shipped in full
        """);
  }

  @Test
  void rules_that_contradict_themselves_are_refused() {
    pool.check(
        """
        rule       A 0 A 1            -> refused: rules_malformed
        norules                       -> sourcing_changed
        rule       A 4096             -> refused: rules_malformed
        norules                       -> sourcing_changed
        safety     MUG -1 A           -> refused: rules_malformed
        fence      MUG -1 web         -> refused: rules_malformed
        """);
  }
}
