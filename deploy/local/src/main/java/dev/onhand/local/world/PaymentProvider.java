package dev.onhand.local.world;

import java.time.Duration;

/// Captures and refunds what the order service asks for.
final class PaymentProvider implements Party {
  static final String CAPTURE = "order.CapturePayment.v1";
  static final String REFUND = "order.RefundPayment.v1";
  private static final String TOPIC = "payment.events";
  private static final int FEE_PER_MILLE = 14;
  private static final int FEE_CENTS = 25;
  private static final int DELAY_MILLIS_MAX = 400;

  private final Facts facts;
  private final Chance chance;

  PaymentProvider(Facts facts, Chance chance) {
    this.facts = facts;
    this.chance = chance;
  }

  @Override
  public void hear(Message message, Agenda agenda) {
    var delay = Duration.ofMillis(chance.below(DELAY_MILLIS_MAX, "payment", message.key()));
    switch (message.type()) {
      case CAPTURE -> agenda.in(delay, () -> capture(message));
      case REFUND -> agenda.in(delay, () -> refund(message));
      default -> {}
    }
  }

  private void capture(Message request) {
    var amount = request.payload().path("amount");
    var captured = Json.object();
    captured.put("orderId", request.text("orderId")).put("captureId", request.text("captureId"));
    captured.set("amount", amount);
    if (amount.path("currency").asText().equals(Json.CURRENCY)) {
      long fee = Json.cents(amount) * FEE_PER_MILLE / 1000 + FEE_CENTS;
      captured.set("fee", Json.money(fee));
    }
    captured.put("capturedAt", Message.now());
    say("payment.PaymentCaptured.v1", request, request.text("captureId"), captured);
  }

  private void refund(Message request) {
    var refunded = Json.object();
    refunded.put("orderId", request.text("orderId")).put("refundId", request.text("refundId"));
    refunded.set("amount", request.payload().path("amount"));
    refunded.put("refundedAt", Message.now());
    say("payment.PaymentRefunded.v1", request, request.text("refundId"), refunded);
  }

  private void say(
      String type,
      Message request,
      String about,
      com.fasterxml.jackson.databind.node.ObjectNode payload) {
    facts.publish("payment-provider", TOPIC, request.text("orderId"), type, about, payload);
  }
}
