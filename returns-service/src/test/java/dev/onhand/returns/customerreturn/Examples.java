package dev.onhand.returns.customerreturn;

import dev.onhand.returns.customerreturn.ReturnEvent.Authorization;
import dev.onhand.returns.customerreturn.ReturnEvent.AuthorizedLine;
import dev.onhand.returns.order.Kit;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.order.OrderEvent.RefundLine;
import dev.onhand.returns.policy.PolicyInForce;
import dev.onhand.returns.policy.ReturnPolicy;
import dev.onhand.returns.policy.ReturnPolicy.Grade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A return of two shirts and a cap, and what may happen to it.
final class Examples {
  static final String ID = "0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6081";
  static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  static final PolicyInForce RULE = new PolicyInForce(1, ReturnPolicy.INITIAL);
  static final UUID REFUND = ReturnHandling.refundId(ID, 1);

  private Examples() {}

  static Money eur(String amount) {
    return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
  }

  static Authorization authorization() {
    return new Authorization(
        "5f0c3f0e-6a7d-5a53-8f0b-3b8f6a1de001",
        "BER",
        "eu",
        List.of(
            new AuthorizedLine("101", "TEE-RED-M", 2, "TOO_SMALL", Kit.NONE),
            new AuthorizedLine("102", "CAP-BLK", 1, "CHANGED_MIND", Kit.NONE)),
        "cleo",
        NOON,
        NOON.plus(Duration.ofDays(30)));
  }

  static ReturnCommand authorize() {
    return new ReturnCommand.AuthorizeReturn(authorization());
  }

  static Goods.Line shirts(long quantity) {
    return new Goods.Line("101", "TEE-RED-M", quantity);
  }

  static Goods.Line caps(long quantity) {
    return new Goods.Line("102", "CAP-BLK", quantity);
  }

  static Goods.Line socks(long quantity) {
    return new Goods.Line("103", "SOCKS-GRY", quantity);
  }

  static Goods.GradedLine graded(Goods.Line line, Grade grade) {
    return new Goods.GradedLine(line.lineId(), line.sku(), line.quantity(), grade);
  }

  static ReturnCommand.RecordReceipt receipt(Goods.Line... lines) {
    return receiptAt("BER", NOON, lines);
  }

  static ReturnCommand.RecordReceipt receiptAt(String locationId, Instant at, Goods.Line... lines) {
    return new ReturnCommand.RecordReceipt(new Goods.Receipt(locationId, List.of(lines), at), NOON);
  }

  static ReturnCommand.RecordInspection inspection(Goods.GradedLine... lines) {
    return inspectionAt(NOON, lines);
  }

  static ReturnCommand.RecordInspection inspectionAt(Instant at, Goods.GradedLine... lines) {
    return new ReturnCommand.RecordInspection(new Goods.Inspection(List.of(lines), at), RULE, NOON);
  }

  static ReturnCommand.RequestRefund refund(RefundLine... lines) {
    return new ReturnCommand.RequestRefund(REFUND, List.of(lines), NOON);
  }

  static ReturnCommand.RequestRefund wholeRefund() {
    return refund(
        new RefundLine("101", 2, eur("33.60"), eur("6.38")),
        new RefundLine("102", 1, eur("4.55"), eur("0.86")));
  }

  static ReturnCommand granted() {
    return new ReturnCommand.RecordRefundGranted(REFUND, NOON);
  }

  static ReturnCommand refused() {
    return new ReturnCommand.RecordRefundRefused(REFUND, "EXCEEDS_CAPTURED", NOON);
  }

  static ReturnCommand drop() {
    return new ReturnCommand.DropRemainder("EXPIRED", null, NOON);
  }

  static LineQuantity of(String lineId, long quantity) {
    return new LineQuantity(lineId, quantity);
  }

  /// The events that these commands lead to, from nothing; a refused command is an error here.
  static List<ReturnEvent> after(ReturnCommand... commands) {
    var events = new ArrayList<ReturnEvent>();
    for (var command : commands) {
      var decision = ReturnDecider.decide(command, ReturnStream.STREAM.fold(events));
      if (!decision.isAccepted()) throw new AssertionError(command + " refused: " + decision);
      events.addAll(decision.eventsOrNone());
    }
    return events;
  }

  static List<ReturnEvent> unannounced() {
    return after(receipt(shirts(1)));
  }

  static List<ReturnEvent> authorized() {
    return after(authorize());
  }

  static List<ReturnEvent> received() {
    return after(authorize(), receipt(shirts(2), caps(1)));
  }

  static List<ReturnEvent> inspected() {
    return after(
        authorize(),
        receipt(shirts(2), caps(1)),
        inspection(graded(shirts(2), Grade.A), graded(caps(1), Grade.B)));
  }

  static List<ReturnEvent> awaitingRefund() {
    return after(
        authorize(),
        receipt(shirts(2), caps(1)),
        inspection(graded(shirts(2), Grade.A), graded(caps(1), Grade.B)),
        wholeRefund());
  }

  static List<ReturnEvent> closed() {
    return after(
        authorize(),
        receipt(shirts(2), caps(1)),
        inspection(graded(shirts(2), Grade.A), graded(caps(1), Grade.B)),
        wholeRefund(),
        granted());
  }
}
