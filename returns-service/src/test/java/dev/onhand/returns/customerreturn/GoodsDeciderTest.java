package dev.onhand.returns.customerreturn;

import static dev.onhand.returns.customerreturn.Examples.NOON;
import static dev.onhand.returns.customerreturn.Examples.RULE;
import static dev.onhand.returns.customerreturn.Examples.authorized;
import static dev.onhand.returns.customerreturn.Examples.caps;
import static dev.onhand.returns.customerreturn.Examples.closed;
import static dev.onhand.returns.customerreturn.Examples.drop;
import static dev.onhand.returns.customerreturn.Examples.graded;
import static dev.onhand.returns.customerreturn.Examples.inspection;
import static dev.onhand.returns.customerreturn.Examples.inspectionAt;
import static dev.onhand.returns.customerreturn.Examples.of;
import static dev.onhand.returns.customerreturn.Examples.receipt;
import static dev.onhand.returns.customerreturn.Examples.receiptAt;
import static dev.onhand.returns.customerreturn.Examples.received;
import static dev.onhand.returns.customerreturn.Examples.shirts;
import static dev.onhand.returns.customerreturn.Examples.socks;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.returns.customerreturn.ReturnEvent.Counted;
import dev.onhand.returns.customerreturn.ReturnEvent.DisposedLine;
import dev.onhand.returns.customerreturn.ReturnEvent.Question;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.policy.PolicyInForce;
import dev.onhand.returns.policy.ReturnPolicy;
import dev.onhand.returns.policy.ReturnPolicy.Disposition;
import dev.onhand.returns.policy.ReturnPolicy.Grade;
import dev.onhand.testkit.DeciderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoodsDeciderTest extends DeciderTest<ReturnCommand, CustomerReturn, ReturnEvent> {

  GoodsDeciderTest() {
    super(ReturnStream.STREAM);
  }

  @Test
  void received_goods_are_recorded_once() {
    var command = receipt(shirts(2), caps(1));
    given(authorized())
        .when(command)
        .then(
            new ReturnEvent.GoodsReceived(
                command.receipt(),
                List.of(new Counted("101", "TEE-RED-M", 2), new Counted("102", "CAP-BLK", 1))))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void the_same_report_in_other_words_is_a_repeat() {
    given(authorized())
        .when(receipt(shirts(2), caps(1)))
        .when(receipt(caps(1), shirts(1), shirts(1)))
        .thenNothing();
  }

  @Test
  void a_later_receipt_of_the_same_goods_is_another_receipt() {
    given(authorized())
        .when(receipt(shirts(1)))
        .when(receiptAt("BER", NOON.plusSeconds(60), shirts(1)))
        .thenState(s -> assertEquals(2, line(s, "101").received()));
  }

  @Test
  void grades_decide_what_becomes_of_the_goods() {
    given(received())
        .when(inspection(graded(shirts(1), Grade.C), graded(shirts(1), Grade.D)))
        .thenEvents(
            events ->
                assertEquals(
                    dispositioned(
                        List.of(of("101", 2)),
                        disposed("101", "TEE-RED-M", 1, Disposition.QUARANTINE),
                        disposed("101", "TEE-RED-M", 1, Disposition.SCRAP)),
                    events.get(1)))
        .thenTheSameAgainSaysNothing();
    given(received())
        .when(inspection(graded(shirts(1), Grade.A), graded(shirts(1), Grade.B)))
        .thenEvents(
            events ->
                assertEquals(
                    dispositioned(
                        List.of(of("101", 2)),
                        disposed("101", "TEE-RED-M", 2, Disposition.RESTOCK)),
                    events.get(1)));
  }

  @Test
  void another_rule_decides_otherwise_and_is_named() {
    var strict =
        new PolicyInForce(
            7,
            new ReturnPolicy(
                30,
                30,
                List.of("OTHER"),
                Map.of(
                    Grade.A, Disposition.RESTOCK,
                    Grade.B, Disposition.QUARANTINE,
                    Grade.C, Disposition.SCRAP,
                    Grade.D, Disposition.SCRAP)));
    var goods = new Goods.Inspection(List.of(graded(caps(1), Grade.B)), NOON);
    given(received())
        .when(new ReturnCommand.RecordInspection(goods, strict, NOON))
        .thenEvents(
            events -> {
              var decided = (ReturnEvent.Dispositioned) events.get(1);
              assertEquals(7, decided.ruleVersion());
              assertEquals(Disposition.QUARANTINE, decided.lines().getFirst().disposition());
            });
  }

  @Test
  void goods_go_where_they_were_received() {
    given(authorized())
        .when(receiptAt("HAM", NOON, shirts(1)))
        .thenEvents(e -> assertEquals(List.of(Question.OTHER_LOCATION), questions(e)))
        .when(inspection(graded(shirts(1), Grade.A)))
        .thenEvents(e -> assertEquals("HAM", ((ReturnEvent.Dispositioned) e.get(1)).locationId()));
  }

  @Test
  void surplus_goes_to_stock_and_is_neither_refunded_nor_overlooked() {
    given(authorized())
        .when(receipt(shirts(3), caps(1)))
        .thenEvents(e -> assertEquals(List.of(Question.SURPLUS), questions(e)))
        .when(inspection(graded(shirts(3), Grade.A), graded(caps(1), Grade.A)))
        .thenEvents(
            events -> {
              var decided = (ReturnEvent.Dispositioned) events.get(1);
              assertEquals(3, decided.lines().getFirst().quantity());
              assertEquals(List.of(of("101", 2), of("102", 1)), decided.owed());
              assertEquals(List.of(Question.SURPLUS), questions(events));
            });
  }

  @Test
  void goods_of_no_line_stay_out_of_stock_and_wait_for_a_person() {
    given(authorized())
        .when(receipt(socks(1)))
        .thenEvents(e -> assertEquals(List.of(Question.UNEXPECTED_GOODS), questions(e)))
        .when(inspection(graded(socks(1), Grade.A)))
        .thenEvents(
            events -> {
              assertEquals(2, events.size(), "no disposition");
              assertEquals(List.of(Question.UNEXPECTED_GOODS), questions(events));
            });
  }

  @Test
  void a_line_is_known_by_its_sku_when_the_label_names_another() {
    given(authorized())
        .when(receipt(new Goods.Line("1", "TEE-RED-M", 1)))
        .thenState(s -> assertEquals(1, line(s, "101").received()));
  }

  @Test
  void goods_nobody_announced_are_recorded_once() {
    var receipt = receipt(shirts(1));
    var inspection = inspection(graded(shirts(1), Grade.A));
    given()
        .when(receipt)
        .then(new ReturnEvent.UnannouncedReceived(receipt.receipt()))
        .thenTheSameAgainSaysNothing()
        .when(inspection)
        .then(new ReturnEvent.UnannouncedInspected(inspection.inspection()))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void goods_inspected_without_a_receipt_count_and_are_questioned() {
    given(authorized())
        .when(inspection(graded(shirts(2), Grade.A)))
        .thenEvents(e -> assertEquals(List.of(Question.NOT_RECEIVED_BEFORE), questions(e)))
        .thenState(s -> assertEquals(2, line(s, "101").inspected()));
  }

  @Test
  void goods_of_a_return_that_is_over_go_to_stock_without_refund() {
    given(authorized())
        .when(drop())
        .when(receipt(shirts(1)))
        .thenEvents(
            e -> assertEquals(List.of(Question.ALREADY_CLOSED, Question.SURPLUS), questions(e)))
        .when(inspection(graded(shirts(1), Grade.A)))
        .thenEvents(
            events -> {
              var decided = (ReturnEvent.Dispositioned) events.get(1);
              assertEquals(List.of(), decided.owed());
              assertEquals(1, decided.lines().getFirst().quantity());
            });
    given(closed())
        .when(inspectionAt(NOON.plusSeconds(5), graded(shirts(1), Grade.A)))
        .thenEvents(e -> assertEquals(List.of(), ((ReturnEvent.Dispositioned) e.get(1)).owed()));
  }

  private static CustomerReturn.Line line(CustomerReturn state, String lineId) {
    return ((CustomerReturn.Announced) state).lines().get(lineId);
  }

  private static List<Question> questions(List<ReturnEvent> events) {
    return events.stream()
        .filter(ReturnEvent.Questioned.class::isInstance)
        .map(event -> ((ReturnEvent.Questioned) event).question())
        .toList();
  }

  private static DisposedLine disposed(
      String lineId, String sku, long quantity, Disposition disposition) {
    return new DisposedLine(lineId, sku, quantity, disposition);
  }

  private static ReturnEvent dispositioned(List<LineQuantity> owed, DisposedLine... lines) {
    return new ReturnEvent.Dispositioned("BER", List.of(lines), owed, RULE.version(), NOON);
  }
}
