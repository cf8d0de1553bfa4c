package dev.onhand.ledger.order;

import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// What this service reads of the messages about orders: no more fields than it needs.
final class OrderMessages {

  private OrderMessages() {}

  /// order.OrderReceived.v1
  record OrderReceived(String orderId, String channel) {
    OrderReceived {
      Require.text("orderId", orderId);
      Require.text("channel", channel);
    }
  }

  /// order.OrderAccepted.v1
  record OrderAccepted(
      String orderId,
      String channel,
      String currency,
      List<AcceptedLine> lines,
      Money shippingNet,
      Money shippingTax) {

    OrderAccepted {
      Require.text("orderId", orderId);
      Require.text("channel", channel);
      Require.text("currency", currency);
      lines = Require.some("lines", lines);
      lines.forEach(line -> inCurrency("lines.net", line.net(), currency));
      lines.forEach(line -> inCurrency("lines.tax", line.tax(), currency));
      inCurrency("shippingNet", shippingNet, currency);
      inCurrency("shippingTax", shippingTax, currency);
    }

    OrderTerms terms() {
      var terms =
          lines.stream()
              .map(l -> new OrderTerms.Line(l.lineId(), l.sku(), l.quantity(), l.net(), l.tax()))
              .toList();
      return new OrderTerms(currency, terms, shippingNet, shippingTax);
    }

    private static void inCurrency(String field, Money amount, String currency) {
      String given = Require.present(field, amount).getCurrencyUnit().getCode();
      if (!given.equals(currency)) {
        throw new InvalidMessage("MIXED_CURRENCIES", field, "send " + currency + ", not " + given);
      }
    }
  }

  record AcceptedLine(String lineId, String sku, long quantity, Money net, Money tax) {
    AcceptedLine {
      Require.text("lines.lineId", lineId);
      Require.text("lines.sku", sku);
      Require.positive("lines.quantity", quantity);
    }
  }

  /// order.OrderReleased.v1; `kits` are absent where no line is put together per order.
  record OrderReleased(String orderId, List<Kit> kits) {
    OrderReleased {
      Require.text("orderId", orderId);
      kits = kits == null ? List.of() : List.copyOf(kits);
    }

    Map<String, Map<String, Long>> byLine() {
      return kits.stream().collect(Collectors.toMap(Kit::lineId, Kit::each, (_, last) -> last));
    }
  }

  record Kit(String lineId, List<Component> components) {
    Kit {
      Require.text("kits.lineId", lineId);
      components = Require.some("kits.components", components);
    }

    Map<String, Long> each() {
      return components.stream()
          .collect(Collectors.toMap(Component::sku, Component::quantity, Long::sum));
    }
  }

  record Component(String sku, long quantity) {
    Component {
      Require.text("kits.components.sku", sku);
      Require.positive("kits.components.quantity", quantity);
    }
  }

  /// order.PaymentReceived.v1
  record PaymentReceived(String orderId, String paymentId, Money amount, Instant receivedAt) {
    PaymentReceived {
      Require.text("orderId", orderId);
      Require.text("paymentId", paymentId);
      Require.present("amount", amount);
      Require.present("receivedAt", receivedAt);
    }
  }

  /// order.RefundGranted.v1
  record RefundGranted(
      String orderId, String refundId, Money amount, Money net, Money tax, Reason reason) {
    RefundGranted {
      Require.text("orderId", orderId);
      Require.text("refundId", refundId);
      Require.present("amount", amount);
      Require.present("net", net);
      Require.present("tax", tax);
      Require.present("reason", reason);
    }
  }

  enum Reason {
    RETURN,
    CANCELLATION
  }

  /// payment.PaymentCaptured.v1; `fee` may be absent.
  record PaymentCaptured(
      String orderId, String captureId, Money amount, Money fee, Instant capturedAt) {
    PaymentCaptured {
      Require.text("orderId", orderId);
      Require.text("captureId", captureId);
      Require.present("amount", amount);
      Require.present("capturedAt", capturedAt);
    }
  }

  /// payment.PaymentRefunded.v1
  record PaymentRefunded(String orderId, String refundId, Money amount, Instant refundedAt) {
    PaymentRefunded {
      Require.text("orderId", orderId);
      Require.text("refundId", refundId);
      Require.present("amount", amount);
      Require.present("refundedAt", refundedAt);
    }
  }

  /// order.RefundPaid.v1
  record RefundPaid(String orderId, String refundId, Money amount, Instant refundedAt) {
    RefundPaid {
      Require.text("orderId", orderId);
      Require.text("refundId", refundId);
      Require.present("amount", amount);
      Require.present("refundedAt", refundedAt);
    }
  }

  /// fulfillment.ShipmentShipped.v1
  record ShipmentShipped(
      String orderId, String shipmentId, List<ShippedLine> lines, Instant shippedAt) {
    ShipmentShipped {
      Require.text("orderId", orderId);
      Require.text("shipmentId", shipmentId);
      lines = Require.some("lines", lines);
      Require.present("shippedAt", shippedAt);
    }
  }

  record ShippedLine(String lineId, String sku, long quantity) {
    ShippedLine {
      Require.text("lines.lineId", lineId);
      Require.text("lines.sku", sku);
      Require.positive("lines.quantity", quantity);
    }
  }
}
