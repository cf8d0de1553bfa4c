package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.StockCommand.*;

/// The binary form of commands of lots, kits, counting, and goods on their way.
final class LogisticsBytes {
  private LogisticsBytes() {}

  static void write(Logistics command, ByteWriter out) {
    switch (command) {
      case HoldLot c -> {
        out.text(c.sku());
        out.text(c.lot());
        out.octet(c.held() ? 1 : 0);
        out.text(c.reason());
      }
      case DefineKit c -> {
        out.text(c.sku());
        out.octet(c.isVirtual() ? 1 : 0);
        UnitsBytes.write(c.components(), out);
      }
      case AssembleKit c -> {
        kit(c.locationId(), c.sku(), c.quantity(), out);
        out.id(c.referenceId());
        out.signed(c.occurredAtMs());
      }
      case DisassembleKit c -> {
        kit(c.locationId(), c.sku(), c.quantity(), out);
        out.id(c.referenceId());
        out.signed(c.occurredAtMs());
      }
      case ChangeCountTolerance c -> {
        out.signed(c.units());
        out.signed(c.percent());
      }
      case ExpectInbound c -> {
        out.id(c.inboundId());
        kit(c.locationId(), c.sku(), c.quantity(), out);
        out.signed(c.expectedAtMs());
      }
      case PegInbound c -> {
        out.id(c.reservationId());
        out.id(c.orderId());
        out.id(c.inboundId());
      }
      case DispatchTransfer c -> {
        out.id(c.transferId());
        out.text(c.fromLocationId());
        out.text(c.toLocationId());
        UnitsBytes.write(c.lines(), out);
        out.signed(c.expectedAtMs());
        out.signed(c.occurredAtMs());
      }
      case ReceiveTransfer c -> {
        out.id(c.transferId());
        out.id(c.receiptId());
        out.text(c.locationId());
        UnitsBytes.write(c.lines(), out);
        out.octet(c.complete() ? 1 : 0);
        out.signed(c.occurredAtMs());
      }
    }
  }

  private static void kit(String locationId, String sku, long quantity, ByteWriter out) {
    out.text(locationId);
    out.text(sku);
    out.signed(quantity);
  }

  static Logistics read(int type, Cause cause, String pool, ByteReader in) {
    return switch (type) {
      case 16 -> new HoldLot(cause, pool, in.text(), in.text(), in.octet() == 1, in.text());
      case 17 -> new DefineKit(cause, pool, in.text(), in.octet() == 1, UnitsBytes.read(in));
      case 18 ->
          new AssembleKit(cause, pool, in.text(), in.text(), in.signed(), in.id(), in.signed());
      case 19 ->
          new DisassembleKit(cause, pool, in.text(), in.text(), in.signed(), in.id(), in.signed());
      case 20 -> new ChangeCountTolerance(cause, pool, in.signed(), (int) in.signed());
      case 21 ->
          new ExpectInbound(cause, pool, in.id(), in.text(), in.text(), in.signed(), in.signed());
      case 22 -> new PegInbound(cause, pool, in.id(), in.id(), in.id());
      case 23 ->
          new DispatchTransfer(
              cause,
              pool,
              in.id(),
              in.text(),
              in.text(),
              UnitsBytes.read(in),
              in.signed(),
              in.signed());
      case 24 ->
          new ReceiveTransfer(
              cause,
              pool,
              in.id(),
              in.id(),
              in.text(),
              UnitsBytes.read(in),
              in.octet() == 1,
              in.signed());
      default -> throw new MalformedBytes("a command of type " + type, 1);
    };
  }
}
