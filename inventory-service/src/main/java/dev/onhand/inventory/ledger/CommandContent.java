package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.*;
import java.util.List;

/// The digest of what a command says. Digests are kept in the log: a field that came later takes
/// part only where it is used, so that a command from before it keeps its digest.
final class CommandContent {
  private CommandContent() {}

  static long of(StockCommand command) {
    return switch (command) {
      case OpenPool _ -> Content.of(1);
      case DefineItem c -> Content.text(Content.text(Content.of(2), c.sku()), c.name());
      case DefineLocation c -> {
        long h = Content.text(Content.text(Content.of(3), c.locationId()), c.name());
        yield Content.number(Content.text(h, c.country()), c.priority());
      }
      case ReserveStock c -> of(c);
      case ReleaseReservation c ->
          Content.text(reservation(5, c.reservationId(), c.orderId()), c.reason());
      case ShipReservation c -> of(c);
      case ReceiveStock c -> {
        long h = at(7, c.locationId(), c.sku(), c.quantity(), c.status().ordinal());
        h = Content.text(Content.number(h, c.referenceType().ordinal()), c.referenceId());
        h = Content.number(Content.text(h, c.orderId()), c.occurredAtMs());
        h = lot(lot(h, c.lot()), c.inboundId());
        yield c.lotExpiresAtMs() == 0 ? h : Content.number(h, c.lotExpiresAtMs());
      }
      case AdjustStock c -> {
        long h = at(8, c.locationId(), c.sku(), c.quantity(), c.status().ordinal());
        h = Content.text(Content.text(h, c.reason()), c.referenceId());
        yield lot(Content.number(h, c.occurredAtMs()), c.lot());
      }
      case RecordCount c -> {
        long h = at(9, c.locationId(), c.sku(), c.counted(), c.status().ordinal());
        yield lot(Content.number(Content.text(h, c.referenceId()), c.occurredAtMs()), c.lot());
      }
      case ChangeStockStatus c -> {
        long statuses = c.from().ordinal() * 8L + c.to().ordinal();
        long h = at(10, c.locationId(), c.sku(), c.quantity(), statuses);
        h = Content.text(Content.text(h, c.reason()), c.referenceId());
        yield lot(Content.number(h, c.occurredAtMs()), c.lot());
      }
      case CommitReservation c -> reservation(11, c.reservationId(), c.orderId());
      case ExtendReservation c ->
          Content.number(reservation(12, c.reservationId(), c.orderId()), c.expiresAtMs());
      case ChangePriority c ->
          Content.number(reservation(13, c.reservationId(), c.orderId()), c.priority());
      case ReallocateReservation c -> {
        long h = reservation(14, c.reservationId(), c.orderId());
        yield Content.text(Content.text(h, c.locationId()), c.reason());
      }
      case ChangeSourcing c -> of(c);
      case Logistics c -> of(c);
    };
  }

  private static long of(Logistics command) {
    return switch (command) {
      case HoldLot c -> {
        long h = Content.text(Content.text(Content.of(16), c.sku()), c.lot());
        yield Content.text(Content.number(h, c.held() ? 1 : 0), c.reason());
      }
      case DefineKit c -> {
        long h = Content.number(Content.text(Content.of(17), c.sku()), bit(c.isVirtual()));
        yield units(h, c.components());
      }
      case AssembleKit c -> {
        long h = at(18, c.locationId(), c.sku(), c.quantity(), 0);
        yield Content.number(Content.text(h, c.referenceId()), c.occurredAtMs());
      }
      case DisassembleKit c -> {
        long h = at(19, c.locationId(), c.sku(), c.quantity(), 0);
        yield Content.number(Content.text(h, c.referenceId()), c.occurredAtMs());
      }
      case ChangeCountTolerance c ->
          Content.number(Content.number(Content.of(20), c.units()), c.percent());
      case ExpectInbound c -> {
        long h = at(21, c.locationId(), c.sku(), c.quantity(), 0);
        yield Content.number(Content.text(h, c.inboundId()), c.expectedAtMs());
      }
      case PegInbound c ->
          Content.text(reservation(22, c.reservationId(), c.orderId()), c.inboundId());
      case DispatchTransfer c -> {
        long h = Content.text(Content.text(Content.of(23), c.transferId()), c.fromLocationId());
        h = Content.number(Content.text(h, c.toLocationId()), c.expectedAtMs());
        yield units(Content.number(h, c.occurredAtMs()), c.lines());
      }
      case ReceiveTransfer c -> {
        long h = Content.text(Content.text(Content.of(24), c.transferId()), c.receiptId());
        h = Content.number(Content.text(h, c.locationId()), bit(c.complete()));
        yield units(Content.number(h, c.occurredAtMs()), c.lines());
      }
    };
  }

  private static long of(ReserveStock c) {
    long h = Content.text(Content.text(Content.of(4), c.orderId()), c.channel());
    h = Content.text(Content.text(Content.number(h, c.priority()), c.country()), c.policy());
    h = Content.number(h, c.expiresAtMs());
    for (Line line : c.lines()) {
      h = Content.text(Content.text(h, line.lineId()), line.sku());
      h = Content.number(h, line.quantity());
    }
    h = c.serviceLevel().isEmpty() ? h : Content.text(h, c.serviceLevel());
    // marked, for a location may be called like a service level
    return c.locationId().isEmpty() ? h : Content.text(Content.number(h, 1), c.locationId());
  }

  private static long of(ShipReservation c) {
    long h = reservation(6, c.reservationId(), c.orderId());
    h = Content.text(Content.text(h, c.shipmentId()), c.locationId());
    h = Content.number(h, c.occurredAtMs());
    return units(h, c.lines());
  }

  private static long units(long digest, List<Units> lines) {
    long h = digest;
    for (Units line : lines) {
      h = lot(Content.number(Content.text(h, line.sku()), line.quantity()), line.lot());
    }
    return h;
  }

  private static long bit(boolean set) {
    return set ? 1 : 0;
  }

  private static long of(ChangeSourcing c) {
    long h = Content.of(15);
    if (c.rules() != null) {
      h = Content.number(h, c.rules().rules().size());
      for (SourcingRules.Rule rule : c.rules().rules()) {
        h = Content.text(Content.text(h, rule.channel()), rule.serviceLevel());
        for (String country : rule.countries()) {
          h = Content.text(h, country);
        }
        for (SourcingRules.Source source : rule.sources()) {
          h = Content.number(Content.text(h, source.locationId()), source.costZone());
        }
      }
      for (SourcingRules.Capacity capacity : c.rules().capacities()) {
        h = Content.number(Content.text(h, capacity.locationId()), capacity.units());
      }
    }
    for (SafetyStock safety : c.safety()) {
      h = Content.text(Content.text(h, safety.sku()), safety.locationId());
      h = Content.number(h, safety.units());
    }
    for (Fence fence : c.fences()) {
      h = Content.text(Content.text(h, fence.sku()), fence.channel());
      h = Content.number(h, ~fence.units());
    }
    return h;
  }

  private static long lot(long h, String lot) {
    return lot.isEmpty() ? h : Content.text(h, lot);
  }

  private static long reservation(int type, String reservationId, String orderId) {
    return Content.text(Content.text(Content.of(type), reservationId), orderId);
  }

  private static long at(int type, String locationId, String sku, long quantity, long status) {
    long h = Content.text(Content.text(Content.of(type), locationId), sku);
    return Content.number(Content.number(h, quantity), status);
  }
}
