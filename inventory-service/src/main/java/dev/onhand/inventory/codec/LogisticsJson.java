package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.StockCommand.*;
import dev.onhand.platform.message.InvalidMessage;
import java.util.List;
import java.util.Map;

/// The JSON of commands of lots, kits, counting, and goods on their way.
final class LogisticsJson {
  private LogisticsJson() {}

  static Logistics read(String type, Cause cause, CommandFields in) {
    return switch (type) {
      case "inventory.DefineKit.v1" ->
          new DefineKit(
              cause,
              in.text("pool"),
              in.text("sku"),
              in.flag("virtual"),
              CommandJson.units(in.objects("components")));
      case "inventory.AssembleKit.v1" ->
          new AssembleKit(
              cause,
              in.text("pool"),
              in.text("locationId"),
              in.text("sku"),
              in.number("quantity"),
              in.text("referenceId"),
              in.time("occurredAt"));
      case "inventory.DisassembleKit.v1" ->
          new DisassembleKit(
              cause,
              in.text("pool"),
              in.text("locationId"),
              in.text("sku"),
              in.number("quantity"),
              in.text("referenceId"),
              in.time("occurredAt"));
      case "inventory.ChangeCountTolerance.v1" ->
          new ChangeCountTolerance(
              cause,
              in.text("pool"),
              in.has("units") ? in.number("units") : -1,
              in.has("percent") ? in.smallNumber("percent") : 0);
      case "inventory.ExpectInbound.v1" ->
          new ExpectInbound(
              cause,
              in.text("pool"),
              in.text("inboundId"),
              in.text("locationId"),
              in.text("sku"),
              in.number("quantity"),
              in.time("expectedAt"));
      case "inventory.PegInbound.v1" ->
          new PegInbound(
              cause,
              in.text("pool"),
              in.text("reservationId"),
              in.text("orderId"),
              in.text("inboundId"));
      default -> readMore(type, cause, in);
    };
  }

  private static Logistics readMore(String type, Cause cause, CommandFields in) {
    return switch (type) {
      case "inventory.HoldLot.v1" ->
          new HoldLot(
              cause,
              in.text("pool"),
              in.text("sku"),
              in.text("lot"),
              in.flag("held"),
              in.textOrEmpty("reason"));
      case "inventory.DispatchTransfer.v1" ->
          new DispatchTransfer(
              cause,
              in.text("pool"),
              in.text("transferId"),
              in.text("fromLocationId"),
              in.text("toLocationId"),
              CommandJson.units(in.lines()),
              in.time("expectedAt"),
              in.time("occurredAt"));
      case "inventory.ReceiveTransfer.v1" ->
          new ReceiveTransfer(
              cause,
              in.text("pool"),
              in.text("transferId"),
              in.text("receiptId"),
              in.text("locationId"),
              CommandJson.units(in.lines()),
              in.flag("complete"),
              in.time("occurredAt"));
      default -> throw new InvalidMessage("UNKNOWN_TYPE", "ce_type", type + " is no stock command");
    };
  }

  static void put(Map<String, Object> out, Logistics command) {
    switch (command) {
      case HoldLot c -> {
        out.put("sku", c.sku());
        out.put("lot", c.lot());
        out.put("held", c.held());
        CommandJson.text(out, "reason", c.reason());
      }
      case DefineKit c -> {
        out.put("sku", c.sku());
        out.put("virtual", c.isVirtual());
        out.put("components", units(c.components()));
      }
      case AssembleKit c -> {
        kit(out, c.locationId(), c.sku(), c.quantity(), c.referenceId());
        CommandJson.time(out, "occurredAt", c.occurredAtMs());
      }
      case DisassembleKit c -> {
        kit(out, c.locationId(), c.sku(), c.quantity(), c.referenceId());
        CommandJson.time(out, "occurredAt", c.occurredAtMs());
      }
      case ChangeCountTolerance c -> {
        if (c.units() >= 0) {
          out.put("units", c.units());
        }
        out.put("percent", c.percent());
      }
      case ExpectInbound c -> {
        out.put("inboundId", c.inboundId());
        CommandJson.place(out, c.locationId(), c.sku());
        out.put("quantity", c.quantity());
        CommandJson.time(out, "expectedAt", c.expectedAtMs());
      }
      case PegInbound c -> {
        CommandJson.reservation(out, c.reservationId(), c.orderId());
        out.put("inboundId", c.inboundId());
      }
      case DispatchTransfer c -> {
        out.put("transferId", c.transferId());
        out.put("fromLocationId", c.fromLocationId());
        out.put("toLocationId", c.toLocationId());
        out.put("lines", units(c.lines()));
        CommandJson.time(out, "expectedAt", c.expectedAtMs());
        CommandJson.time(out, "occurredAt", c.occurredAtMs());
      }
      case ReceiveTransfer c -> {
        out.put("transferId", c.transferId());
        out.put("receiptId", c.receiptId());
        out.put("locationId", c.locationId());
        out.put("lines", units(c.lines()));
        out.put("complete", c.complete());
        CommandJson.time(out, "occurredAt", c.occurredAtMs());
      }
    }
  }

  private static List<Map<String, Object>> units(List<Units> lines) {
    return lines.stream().map(CommandJson::units).toList();
  }

  private static void kit(
      Map<String, Object> out, String locationId, String sku, long quantity, String referenceId) {
    CommandJson.place(out, locationId, sku);
    out.put("quantity", quantity);
    out.put("referenceId", referenceId);
  }
}
