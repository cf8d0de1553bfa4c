package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockCommand.Fence;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.SafetyStock;
import dev.onhand.inventory.ledger.StockStatus;

/// Writes the compact binary form of commands: version, type, cause, content. Its first byte cannot
/// begin a JSON text, so the two forms cannot be confused. [CommandBytesReader] reads it.
public final class CommandBytes {
  static final int VERSION = 5;

  private final ByteWriter out = new ByteWriter();

  /// Used again for many commands.
  public byte[] write(StockCommand command) {
    out.clear();
    out.octet(VERSION);
    out.octet(type(command));
    Cause cause = command.cause();
    out.id(cause.messageId());
    out.id(cause.correlationId().equals(cause.messageId()) ? "" : cause.correlationId());
    out.text(cause.actor());
    out.number(cause.issuedAtMs());
    out.text(command.pool());
    content(command);
    return out.toArray();
  }

  private static int type(StockCommand command) {
    return switch (command) {
      case StockCommand.OpenPool _ -> 1;
      case StockCommand.DefineItem _ -> 2;
      case StockCommand.DefineLocation _ -> 3;
      case StockCommand.ReserveStock _ -> 4;
      case StockCommand.ReleaseReservation _ -> 5;
      case StockCommand.ShipReservation _ -> 6;
      case StockCommand.ReceiveStock _ -> 7;
      case StockCommand.AdjustStock _ -> 8;
      case StockCommand.RecordCount _ -> 9;
      case StockCommand.ChangeStockStatus _ -> 10;
      case StockCommand.CommitReservation _ -> 11;
      case StockCommand.ExtendReservation _ -> 12;
      case StockCommand.ChangePriority _ -> 13;
      case StockCommand.ReallocateReservation _ -> 14;
      case StockCommand.ChangeSourcing _ -> 15;
      case StockCommand.HoldLot _ -> 16;
      case StockCommand.DefineKit _ -> 17;
      case StockCommand.AssembleKit _ -> 18;
      case StockCommand.DisassembleKit _ -> 19;
      case StockCommand.ChangeCountTolerance _ -> 20;
      case StockCommand.ExpectInbound _ -> 21;
      case StockCommand.PegInbound _ -> 22;
      case StockCommand.DispatchTransfer _ -> 23;
      case StockCommand.ReceiveTransfer _ -> 24;
    };
  }

  private void content(StockCommand command) {
    switch (command) {
      case StockCommand.OpenPool _ -> {}
      case StockCommand.DefineItem c -> {
        out.text(c.sku());
        out.text(c.name());
      }
      case StockCommand.DefineLocation c -> {
        out.text(c.locationId());
        out.text(c.name());
        out.text(c.country());
        out.number(c.priority());
      }
      case StockCommand.ReserveStock c -> content(c);
      case StockCommand.ReleaseReservation c -> {
        reservation(c.reservationId(), c.orderId());
        out.text(c.reason());
      }
      case StockCommand.CommitReservation c -> reservation(c.reservationId(), c.orderId());
      case StockCommand.ExtendReservation c -> {
        reservation(c.reservationId(), c.orderId());
        out.number(c.expiresAtMs());
      }
      case StockCommand.ChangePriority c -> {
        reservation(c.reservationId(), c.orderId());
        out.number(c.priority());
      }
      case StockCommand.ReallocateReservation c -> {
        reservation(c.reservationId(), c.orderId());
        out.text(c.locationId());
        out.text(c.reason());
      }
      case StockCommand.ChangeSourcing c -> content(c);
      case StockCommand.Logistics c -> LogisticsBytes.write(c, out);
      case StockCommand.ShipReservation c -> content(c);
      case StockCommand.ReceiveStock c -> {
        place(c.locationId(), c.sku(), c.quantity(), c.status());
        out.octet(c.referenceType().ordinal());
        out.id(c.referenceId());
        out.id(c.orderId());
        out.signed(c.occurredAtMs());
        out.text(c.lot());
        out.signed(c.lotExpiresAtMs());
        out.id(c.inboundId());
      }
      case StockCommand.AdjustStock c -> {
        place(c.locationId(), c.sku(), c.quantity(), c.status());
        out.text(c.reason());
        out.id(c.referenceId());
        out.signed(c.occurredAtMs());
        out.text(c.lot());
      }
      case StockCommand.RecordCount c -> {
        place(c.locationId(), c.sku(), c.counted(), c.status());
        out.id(c.referenceId());
        out.signed(c.occurredAtMs());
        out.text(c.lot());
      }
      case StockCommand.ChangeStockStatus c -> {
        place(c.locationId(), c.sku(), c.quantity(), c.from());
        out.octet(c.to().ordinal());
        out.text(c.reason());
        out.id(c.referenceId());
        out.signed(c.occurredAtMs());
        out.text(c.lot());
      }
    }
  }

  private void content(StockCommand.ChangeSourcing c) {
    RulesBytes.write(c.rules(), out);
    out.number(c.safety().size());
    for (SafetyStock safety : c.safety()) {
      out.text(safety.sku());
      out.text(safety.locationId());
      out.signed(safety.units());
    }
    out.number(c.fences().size());
    for (Fence fence : c.fences()) {
      out.text(fence.sku());
      out.text(fence.channel());
      out.signed(fence.units());
    }
  }

  private void content(StockCommand.ReserveStock c) {
    reservation(c.reservationId(), c.orderId());
    out.text(c.channel());
    out.number(c.priority());
    out.text(c.country());
    out.text(c.serviceLevel());
    out.text(c.locationId());
    out.text(c.policy());
    out.number(c.expiresAtMs());
    out.number(c.lines().size());
    for (Line line : c.lines()) {
      out.text(line.lineId());
      out.text(line.sku());
      out.signed(line.quantity());
    }
  }

  private void content(StockCommand.ShipReservation c) {
    reservation(c.reservationId(), c.orderId());
    out.id(c.shipmentId());
    out.text(c.locationId());
    out.signed(c.occurredAtMs());
    UnitsBytes.write(c.lines(), out);
  }

  private void reservation(String reservationId, String orderId) {
    out.id(reservationId);
    out.id(orderId);
  }

  private void place(String locationId, String sku, long quantity, StockStatus status) {
    out.text(locationId);
    out.text(sku);
    out.signed(quantity);
    out.octet(status.ordinal());
  }
}
