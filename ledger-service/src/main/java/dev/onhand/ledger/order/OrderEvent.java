package dev.onhand.ledger.order;

import dev.onhand.ledger.rules.Booking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/// What the books recorded for an order. Events that bear value carry their booking.
public sealed interface OrderEvent {

  /// The booking of this event, or null where it bears no value.
  default Booking booking() {
    return null;
  }

  /// @param released entries that waited for the channel and are posted now
  record OrderOpened(String channel, int released) implements OrderEvent {}

  record OrderPriced(OrderTerms terms) implements OrderEvent {}

  /// @param kits of each component so many units in one kit, by line and SKU
  record KitsTold(Map<String, Map<String, Long>> kits) implements OrderEvent {}

  /// @param lines units that were charged, per line: of kits whole ones
  /// @param parts components of kits
  /// @param excess units shipped that the order does not have: booked without revenue
  record ShipmentBooked(
      String shipmentId,
      List<OrderFact.Units> lines,
      List<OrderFact.Units> parts,
      List<OrderFact.Units> excess,
      Booking booking)
      implements OrderEvent {

    /// Events from before kits were told apart have no parts.
    public ShipmentBooked {
      parts = parts == null ? List.of() : parts;
    }
  }

  record PaymentBooked(Booking booking) implements OrderEvent {}

  /// @param disputed true when the refund's net and tax do not add up to its amount
  record RefundBooked(String refundId, boolean disputed, Booking booking) implements OrderEvent {}

  record PayoutBooked(Booking booking) implements OrderEvent {}

  /// @param waiting the entry to post once the channel is known
  record EntryHeld(WaitingEntry waiting, Instant heldAt) implements OrderEvent {}

  record CostRecorded(String sku, long quantity, Money cost) implements OrderEvent {}
}
