package dev.onhand.returns.order;

import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.inbox.WaitsFor;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Work;
import dev.onhand.returns.Field;
import dev.onhand.returns.order.OrderEvent.SoldLine;
import dev.onhand.returns.order.OrderEvent.Units;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// Messages in: what was sold, shipped and delivered. A shipment that comes before its order is
/// parked until the order comes, one of a kit's components until it is known what the kit is made
/// of.
@ApplicationScoped
public class OrderInbox implements MessageHandlers {
  /// What shipped components wait for: what the kit of their line is made of.
  private static final String KITS = "order-kits";

  /// Read from `order.OrderAccepted.v1`.
  record OrderAccepted(String orderId, List<AcceptedLine> lines, Instant acceptedAt) {
    OrderAccepted {
      Field.id("orderId", orderId);
      lines = Field.lines("lines", lines);
      Require.present("acceptedAt", acceptedAt);
    }

    List<SoldLine> sold() {
      return lines.stream()
          .map(l -> new SoldLine(l.lineId(), l.sku(), l.quantity(), l.net(), l.tax()))
          .toList();
    }
  }

  record AcceptedLine(String lineId, String sku, long quantity, Money net, Money tax) {
    AcceptedLine {
      Field.id("lines.lineId", lineId);
      Field.sku("lines.sku", sku);
      Field.quantity("lines.quantity", quantity);
      Require.present("lines.net", net);
      Require.present("lines.tax", tax);
    }
  }

  /// Read from `order.OrderReleased.v1`; `kits` are absent where no line is put together per order.
  record OrderReleased(String orderId, List<MadeLine> kits) {
    OrderReleased {
      Field.id("orderId", orderId);
      kits = kits == null ? List.of() : Field.lines("kits", kits);
    }

    Map<String, Kit> byLine() {
      return kits.stream().collect(Collectors.toMap(MadeLine::lineId, MadeLine::kit, (_, l) -> l));
    }
  }

  record MadeLine(String lineId, List<Component> components) {
    MadeLine {
      Field.id("kits.lineId", lineId);
      components = Field.lines("kits.components", components);
    }

    Kit kit() {
      return new Kit(
          components.stream()
              .collect(Collectors.toMap(Component::sku, Component::quantity, Math::addExact)));
    }
  }

  record Component(String sku, long quantity) {
    Component {
      Field.sku("kits.components.sku", sku);
      Field.quantity("kits.components.quantity", quantity);
    }
  }

  /// Read from `fulfillment.ShipmentShipped.v1`.
  record ShipmentShipped(
      String orderId,
      String shipmentId,
      String locationId,
      String pool,
      List<ShippedLine> lines,
      Instant shippedAt) {
    ShipmentShipped {
      Field.id("orderId", orderId);
      Field.id("shipmentId", shipmentId);
      Field.id("locationId", locationId);
      Field.id("pool", pool);
      lines = Field.lines("lines", lines);
      Require.present("shippedAt", shippedAt);
    }

    List<Units> units() {
      return lines.stream().map(l -> new Units(l.lineId(), l.sku(), l.quantity())).toList();
    }
  }

  record ShippedLine(String lineId, String sku, long quantity) {
    ShippedLine {
      Field.id("lines.lineId", lineId);
      Field.sku("lines.sku", sku);
      Field.quantity("lines.quantity", quantity);
    }
  }

  /// Read from `fulfillment.ShipmentDelivered.v1`.
  record ShipmentDelivered(String orderId, String shipmentId, Instant deliveredAt) {
    ShipmentDelivered {
      Field.id("orderId", orderId);
      Field.id("shipmentId", shipmentId);
      Require.present("deliveredAt", deliveredAt);
    }
  }

  @Override
  public void declare(Declarations on) {
    on.message(
        "order.OrderAccepted.v1",
        OrderAccepted.class,
        message -> ref(message.orderId()),
        (message, work) -> {
          var accepted = message.payload();
          work.handle(
              OrderDecider.STREAM,
              accepted.orderId(),
              new OrderCommand.RecordSale(accepted.sold(), accepted.acceptedAt()));
        });
    on.messages(
        "order.OrderReleased.v1",
        OrderReleased.class,
        message -> message.kits().isEmpty() ? List.of() : List.of(ref(message.orderId())),
        (message, work) -> released(message.payload(), work));
    on.message(
        "fulfillment.ShipmentShipped.v1",
        ShipmentShipped.class,
        message -> ref(message.orderId()),
        (message, work) -> shipped(message.payload(), work));
    on.message(
        "fulfillment.ShipmentDelivered.v1",
        ShipmentDelivered.class,
        message -> ref(message.orderId()),
        (message, work) -> delivered(message.payload(), work));
  }

  private static StreamRef ref(String orderId) {
    return StreamRef.of(OrderDecider.STREAM, orderId);
  }

  private static void released(OrderReleased message, Work work) {
    if (message.kits().isEmpty()) return;
    waitForOrder(message.orderId(), work);
    work.handle(
        OrderDecider.STREAM, message.orderId(), new OrderCommand.RecordKits(message.byLine()));
    for (var kit : message.kits()) {
      work.arrived(KITS, message.orderId() + "/" + kit.lineId());
    }
  }

  private static void shipped(ShipmentShipped message, Work work) {
    waitForOrder(message.orderId(), work);
    var order = work.state(OrderDecider.STREAM, message.orderId());
    for (var units : message.units()) {
      if (order.lacksKitOf(units)) {
        throw new WaitsFor(KITS, message.orderId() + "/" + units.lineId());
      }
    }
    work.handle(
        OrderDecider.STREAM,
        message.orderId(),
        new OrderCommand.RecordShipment(
            message.shipmentId(),
            message.locationId(),
            message.pool(),
            message.units(),
            message.shippedAt()));
  }

  private static void delivered(ShipmentDelivered message, Work work) {
    waitForOrder(message.orderId(), work);
    work.handle(
        OrderDecider.STREAM,
        message.orderId(),
        new OrderCommand.RecordArrival(message.shipmentId(), message.deliveredAt()));
  }

  private static void waitForOrder(String orderId, Work work) {
    if (!work.exists(OrderDecider.STREAM, orderId)) {
      throw new WaitsFor(OrderDecider.STREAM.kind(), orderId);
    }
  }
}
