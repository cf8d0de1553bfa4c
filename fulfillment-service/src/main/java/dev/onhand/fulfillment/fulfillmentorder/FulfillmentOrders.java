package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.NotRequested;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPack;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPick;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmShipment;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.Packed;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.event.StreamType;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The streams of fulfilment orders, and the commands that need an id or a number made first:
/// messages and REST come to the same decisions here.
@ApplicationScoped
public class FulfillmentOrders {
  static final StreamType<FulfillmentOrderCommand, FulfillmentOrder, FulfillmentOrderEvent> TYPE =
      StreamType.<FulfillmentOrderCommand, FulfillmentOrder, FulfillmentOrderEvent>named(
              "fulfillment-order", FulfillmentOrderEvent.class)
          .initial(new NotRequested())
          .decide(FulfillmentOrderDecider::decide)
          .evolve(FulfillmentOrderDecider::evolve)
          .react(FulfillmentEffects::of)
          .project(FulfillmentOrderProjection::save)
          .build();

  private final SsccSeries ssccs;

  FulfillmentOrders(SsccSeries ssccs) {
    this.ssccs = ssccs;
  }

  static StreamRef ref(UUID id) {
    return StreamRef.of(TYPE, id.toString());
  }

  static Optional<Known> find(UUID id, Work work) {
    return switch (work.state(TYPE, id.toString())) {
      case Known known -> Optional.of(known);
      case NotRequested _ -> Optional.empty();
    };
  }

  static Decision<FulfillmentOrderEvent> handle(
      UUID id, FulfillmentOrderCommand command, Work work) {
    return work.handle(TYPE, id.toString(), command);
  }

  /// Tells that all that was asked for was picked. Says nothing when a pick was told before, or
  /// when the fulfilment order is cancelled; false then.
  public static boolean pickedAsAsked(UUID id, Work work) {
    var known = find(id, work).orElse(null);
    if (known == null || known.stage() != FulfillmentOrder.Stage.REQUESTED) return false;
    var request = known.request();
    var pick = new ConfirmPick(request.locationId(), request.lines(), work.now());
    return !handle(id, pick, work).eventsOrNone().isEmpty();
  }

  Decision<FulfillmentOrderEvent> pack(UUID id, List<Packed> packages, Instant packedAt, Work work)
      throws SQLException {
    var isPacked = find(id, work).map(known -> !known.parcels().isEmpty()).orElse(true);
    long bare = packages.stream().filter(p -> !Sscc.isValid(p.packageId())).count();
    var fresh = isPacked ? List.<Sscc>of() : ssccs.take((int) bare, work.connection());
    return handle(id, new ConfirmPack(packages, fresh, packedAt), work);
  }

  static Decision<FulfillmentOrderEvent> ship(
      UUID id,
      String carrier,
      String trackingNumber,
      List<Line> lines,
      Instant shippedAt,
      Work work) {
    var shipmentId = FulfillmentIds.shipment(id, trackingNumber);
    var command = new ConfirmShipment(shipmentId, carrier, trackingNumber, lines, shippedAt);
    return handle(id, command, work);
  }
}
