package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.StockCommand.Fence;
import dev.onhand.inventory.ledger.StockCommand.SafetyStock;
import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockEvent.*;
import java.util.List;

/// Writes one event of an entry, in the newest version.
final class EventWriter {
  /// In place of an id: the same as the entry's command, or as its correlation. Others are written
  /// with their length + `IDS_FROM`. Since version 2.
  static final int COMMAND_ID = 1;

  static final int CORRELATION_ID = 2;
  static final int IDS_FROM = 3;

  private final ByteWriter out;
  private String commandId = "";
  private String correlationId = "";
  private long atMs;

  EventWriter(ByteWriter out) {
    this.out = out;
  }

  /// Begins an entry.
  ///
  /// @param decidedAtMs most times are near it
  void begin(String ofCommand, String ofCorrelation, long decidedAtMs) {
    commandId = ofCommand;
    correlationId = ofCorrelation;
    atMs = decidedAtMs;
  }

  void write(StockEvent event) {
    switch (event) {
      case PoolOpened _ -> out.octet(1);
      case ItemDefined e -> {
        out.octet(2);
        out.text(e.sku());
        out.text(e.name());
        flag(e.provisional());
      }
      case LocationDefined e -> {
        out.octet(3);
        out.text(e.locationId());
        out.text(e.name());
        out.text(e.country());
        out.number(e.priority());
        flag(e.provisional());
      }
      case StockReserved e -> reserved(e);
      case ReservationRejected e -> {
        reservation(5, e.reservationId(), e.orderId(), 1);
        out.octet(e.reason().number);
        shortages(e.shortages());
        explanation(e.explanation());
      }
      case ReservationReleased e -> {
        reservation(6, e.reservationId(), e.orderId(), e.number());
        out.text(e.reason());
        allocations(e.freed());
      }
      case ReservationExpired e -> {
        reservation(7, e.reservationId(), e.orderId(), e.number());
        allocations(e.freed());
      }
      case ReservationBroken e -> {
        reservation(8, e.reservationId(), e.orderId(), e.number());
        out.octet(e.reason().ordinal());
        allocations(e.freed());
      }
      case ReservationShipped e -> {
        reservation(9, e.reservationId(), e.orderId(), e.number());
        id(e.shipmentId());
        flag(e.complete());
        allocations(e.freed());
        waiting(e.got());
      }
      case StockMoved e -> moved(e);
      case StockBackordered _, BackorderFilled _ -> backorder(event);
      case ReservationCommitted _, ReservationExtended _, PriorityChanged _ -> terms(event);
      case ReservationReallocated _, ReallocationRefused _ -> reallocation(event);
      case SourcingChanged e -> sourcing(e);
      case StockEvent.Logistics e -> logistics(e);
    }
  }

  private void reserved(StockReserved e) {
    reservation(4, e.reservationId(), e.orderId(), 1);
    out.text(e.channel());
    out.text(e.country());
    out.text(e.serviceLevel());
    out.number(e.priority());
    later(e.expiresAtMs());
    out.number(e.ruleVersion());
    allocations(e.allocations());
    shortages(e.shortages());
    explanation(e.explanation());
  }

  private void backorder(StockEvent event) {
    if (event instanceof StockBackordered e) {
      reservation(11, e.reservationId(), e.orderId(), e.number());
      out.text(e.channel());
      out.text(e.country());
      out.text(e.serviceLevel());
      out.number(e.priority());
      later(e.expiresAtMs());
      out.number(e.ruleVersion());
      waiting(e.waiting());
    } else if (event instanceof BackorderFilled e) {
      reservation(12, e.reservationId(), e.orderId(), e.number());
      out.number(e.ruleVersion());
      flag(e.complete());
      allocations(e.allocations());
      explanation(e.explanation());
    }
  }

  private void terms(StockEvent event) {
    if (event instanceof ReservationCommitted e) {
      reservation(13, e.reservationId(), e.orderId(), e.number());
    } else if (event instanceof ReservationExtended e) {
      reservation(14, e.reservationId(), e.orderId(), e.number());
      later(e.expiresAtMs());
    } else if (event instanceof PriorityChanged e) {
      reservation(15, e.reservationId(), e.orderId(), e.number());
      out.number(e.priority());
    }
  }

  private void reallocation(StockEvent event) {
    if (event instanceof ReservationReallocated e) {
      reservation(16, e.reservationId(), e.orderId(), e.number());
      out.text(e.reason());
      out.number(e.ruleVersion());
      allocations(e.freed());
      allocations(e.allocations());
      explanation(e.explanation());
    } else if (event instanceof ReallocationRefused e) {
      reservation(17, e.reservationId(), e.orderId(), e.number());
      out.text(e.locationId());
      shortages(e.shortages());
    }
  }

  private void sourcing(SourcingChanged e) {
    out.octet(18);
    out.number(e.version());
    RulesBytes.write(e.rules(), out);
    out.number(e.safety().size());
    for (SafetyStock safety : e.safety()) {
      out.text(safety.sku());
      out.text(safety.locationId());
      out.number(safety.units());
    }
    out.number(e.fences().size());
    for (Fence fence : e.fences()) {
      out.text(fence.sku());
      out.text(fence.channel());
      out.number(fence.units());
    }
  }

  private void logistics(StockEvent.Logistics event) {
    switch (event) {
      case LotDefined e -> {
        out.octet(19);
        out.text(e.sku());
        out.text(e.lot());
        out.signed(e.expiresAtMs());
      }
      case LotHoldChanged e -> {
        out.octet(20);
        out.text(e.sku());
        out.text(e.lot());
        flag(e.held());
        out.text(e.reason());
      }
      case KitDefined e -> {
        out.octet(21);
        out.text(e.sku());
        flag(e.isVirtual());
        UnitsBytes.write(e.components(), out);
      }
      case CountToleranceChanged e -> {
        out.octet(22);
        out.signed(e.units());
        out.signed(e.percent());
      }
      case RecountRequested e -> {
        out.octet(23);
        out.id(e.countId());
        out.text(e.sku());
        out.text(e.locationId());
        out.text(e.lot());
        out.octet(e.status().ordinal());
        out.number(e.counted());
      }
      case InboundExpected e -> {
        out.octet(24);
        out.id(e.inboundId());
        flag(e.inTransit());
        out.text(e.sku());
        out.text(e.locationId());
        out.text(e.lot());
        out.number(e.quantity());
        out.signed(e.expectedAtMs());
      }
      case InboundPegged e -> {
        reservation(25, e.reservationId(), e.orderId(), e.number());
        id(e.inboundId());
      }
    }
  }

  private void moved(StockMoved e) {
    out.octet(10);
    out.number(e.sequence());
    out.text(e.sku());
    out.text(e.locationId());
    out.text(e.lot());
    out.octet(e.kind().ordinal());
    out.signed(e.quantity());
    out.octet(e.status().ordinal());
    out.text(e.reason());
    out.octet(e.referenceType().ordinal());
    id(e.referenceId());
    id(e.orderId());
    out.signed(e.discrepancy());
    out.signed(atMs - e.occurredAtMs());
  }

  private void reservation(int type, String reservationId, String orderId, int number) {
    out.octet(type);
    id(reservationId);
    id(orderId);
    out.number(number);
  }

  private void id(String id) {
    if (id.equals(commandId)) {
      out.number(COMMAND_ID);
    } else if (id.equals(correlationId)) {
      out.number(CORRELATION_ID);
    } else {
      out.id(id, IDS_FROM);
    }
  }

  private void flag(boolean set) {
    out.octet(set ? 1 : 0);
  }

  /// A time after the decision; 0: none.
  private void later(long ms) {
    out.signed(ms == 0 ? 0 : ms - atMs);
  }

  private void shortages(List<Shortage> shortages) {
    out.number(shortages.size());
    for (Shortage shortage : shortages) {
      out.text(shortage.sku());
      out.number(shortage.requested());
      out.number(shortage.available());
    }
  }

  /// Twice their number, and one more if they name lots.
  private void allocations(List<Allocation> allocations) {
    boolean ofLots = false;
    for (int i = 0; i < allocations.size(); i++) {
      ofLots |= !allocations.get(i).lot().isEmpty();
    }
    out.number(allocations.size() * 2L + (ofLots ? 1 : 0));
    for (int i = 0; i < allocations.size(); i++) {
      Allocation allocation = allocations.get(i);
      out.text(allocation.lineId());
      out.text(allocation.sku());
      out.text(allocation.locationId());
      if (ofLots) out.text(allocation.lot());
      out.number(allocation.quantity());
    }
  }

  private void waiting(List<Waiting> lines) {
    out.number(lines.size());
    for (Waiting line : lines) {
      out.text(line.lineId());
      out.text(line.sku());
      out.number(line.quantity());
      later(line.expectedAtMs());
    }
  }

  private void explanation(List<Candidate> explanation) {
    out.number(explanation.size());
    for (int i = 0; i < explanation.size(); i++) {
      out.text(explanation.get(i).locationId());
      out.octet(explanation.get(i).verdict().ordinal());
    }
  }
}
