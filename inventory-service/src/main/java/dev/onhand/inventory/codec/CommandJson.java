package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.Units;
import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.platform.message.InvalidMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Commands in JSON, in the shapes of the contract.
public final class CommandJson {
  private static final String PREFIX = "inventory.";
  private static final String VERSION = ".v1";

  static final String RESERVE = PREFIX + "ReserveStock" + VERSION;

  private CommandJson() {}

  /// The CloudEvents type of a command.
  public static String type(StockCommand command) {
    return PREFIX + command.getClass().getSimpleName() + VERSION;
  }

  /// @param type as `inventory.ReserveStock.v1`
  /// @throws InvalidMessage if the type is not known, or the JSON does not fit it
  static StockCommand read(String type, Cause cause, byte[] json) {
    CommandFields in = CommandFields.read(json);
    return switch (type) {
      case "inventory.OpenPool.v1" -> new StockCommand.OpenPool(cause, in.text("pool"));
      case "inventory.DefineItem.v1" ->
          new StockCommand.DefineItem(cause, in.text("pool"), in.text("sku"), in.text("name"));
      case "inventory.DefineLocation.v1" ->
          new StockCommand.DefineLocation(
              cause,
              in.text("pool"),
              in.text("locationId"),
              in.text("name"),
              in.textOrEmpty("country"),
              in.smallNumber("priority"));
      case "inventory.ChangeSourcing.v1" -> SourcingJson.read(cause, in);
      case RESERVE -> reserve(cause, in);
      case "inventory.ShipReservation.v1" -> ship(cause, in);
      default -> {
        StockCommand change = readChange(type, cause, in);
        yield change == null ? readFact(type, cause, in) : change;
      }
    };
  }

  /// What is said of one reservation; null if it is something else.
  private static StockCommand readChange(String type, Cause cause, CommandFields in) {
    return switch (type) {
      case "inventory.CommitReservation.v1" ->
          new StockCommand.CommitReservation(
              cause, in.text("pool"), in.text("reservationId"), in.text("orderId"));
      case "inventory.ExtendReservation.v1" ->
          new StockCommand.ExtendReservation(
              cause,
              in.text("pool"),
              in.text("reservationId"),
              in.text("orderId"),
              in.time("expiresAt"));
      case "inventory.ChangePriority.v1" ->
          new StockCommand.ChangePriority(
              cause,
              in.text("pool"),
              in.text("reservationId"),
              in.text("orderId"),
              in.smallNumber("priority"));
      case "inventory.ReallocateReservation.v1" ->
          new StockCommand.ReallocateReservation(
              cause,
              in.text("pool"),
              in.text("reservationId"),
              in.text("orderId"),
              in.text("locationId"),
              in.textOrEmpty("reason"));
      case "inventory.ReleaseReservation.v1" ->
          new StockCommand.ReleaseReservation(
              cause,
              in.text("pool"),
              in.text("reservationId"),
              in.text("orderId"),
              in.text("reason"));
      default -> null;
    };
  }

  private static StockCommand readFact(String type, Cause cause, CommandFields in) {
    return switch (type) {
      case "inventory.ReceiveStock.v1" ->
          new StockCommand.ReceiveStock(
              cause,
              in.text("pool"),
              in.text("locationId"),
              in.text("sku"),
              in.number("quantity"),
              status(in, "status"),
              in.oneOf(
                  "referenceType",
                  new ReferenceType[] {ReferenceType.RECEIPT, ReferenceType.RETURN}),
              in.text("referenceId"),
              in.textOrEmpty("orderId"),
              in.time("occurredAt"),
              in.textOrEmpty("lot"),
              in.time("lotExpiresAt"),
              in.textOrEmpty("inboundId"));
      case "inventory.AdjustStock.v1" ->
          new StockCommand.AdjustStock(
              cause,
              in.text("pool"),
              in.text("locationId"),
              in.text("sku"),
              in.number("quantity"),
              status(in, "status"),
              in.text("reason"),
              in.text("referenceId"),
              in.time("occurredAt"),
              in.textOrEmpty("lot"));
      case "inventory.RecordCount.v1" ->
          new StockCommand.RecordCount(
              cause,
              in.text("pool"),
              in.text("locationId"),
              in.text("sku"),
              in.number("counted"),
              status(in, "status"),
              in.text("referenceId"),
              in.time("occurredAt"),
              in.textOrEmpty("lot"));
      case "inventory.ChangeStockStatus.v1" ->
          new StockCommand.ChangeStockStatus(
              cause,
              in.text("pool"),
              in.text("locationId"),
              in.text("sku"),
              in.number("quantity"),
              status(in, "from"),
              status(in, "to"),
              in.textOrEmpty("reason"),
              in.text("referenceId"),
              in.time("occurredAt"),
              in.textOrEmpty("lot"));
      default -> LogisticsJson.read(type, cause, in);
    };
  }

  private static StockCommand reserve(Cause cause, CommandFields in) {
    List<Line> lines = new ArrayList<>(in.lines().size());
    for (CommandFields line : in.lines()) {
      lines.add(new Line(line.text("lineId"), line.text("sku"), line.number("quantity")));
    }
    return new StockCommand.ReserveStock(
        cause,
        in.text("pool"),
        in.text("reservationId"),
        in.text("orderId"),
        in.text("channel"),
        in.smallNumber("priority"),
        in.textOrEmpty("country"),
        in.textOrEmpty("serviceLevel"),
        in.textOrEmpty("locationId"),
        in.text("policy"),
        in.time("expiresAt"),
        lines);
  }

  private static StockCommand ship(Cause cause, CommandFields in) {
    return new StockCommand.ShipReservation(
        cause,
        in.text("pool"),
        in.text("reservationId"),
        in.text("orderId"),
        in.text("shipmentId"),
        in.text("locationId"),
        in.time("occurredAt"),
        units(in.lines()));
  }

  static List<Units> units(List<CommandFields> lines) {
    List<Units> units = new ArrayList<>(lines.size());
    for (CommandFields line : lines) {
      units.add(new Units(line.text("sku"), line.number("quantity"), line.textOrEmpty("lot")));
    }
    return units;
  }

  private static StockStatus status(CommandFields in, String name) {
    return in.oneOf(name, StockStatus.values());
  }

  /// What is sent as the data of a command.
  public static Map<String, Object> payload(StockCommand command) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("pool", command.pool());
    switch (command) {
      case StockCommand.OpenPool _ -> {}
      case StockCommand.DefineItem c -> {
        out.put("sku", c.sku());
        out.put("name", c.name());
      }
      case StockCommand.DefineLocation c -> {
        out.put("locationId", c.locationId());
        out.put("name", c.name());
        out.put("country", c.country());
        out.put("priority", c.priority());
      }
      case StockCommand.ReserveStock c -> put(out, c);
      case StockCommand.ChangeSourcing c -> SourcingJson.put(out, c);
      case StockCommand.Logistics c -> LogisticsJson.put(out, c);
      case StockCommand.CommitReservation c -> reservation(out, c.reservationId(), c.orderId());
      case StockCommand.ExtendReservation c -> {
        reservation(out, c.reservationId(), c.orderId());
        time(out, "expiresAt", c.expiresAtMs());
      }
      case StockCommand.ChangePriority c -> {
        reservation(out, c.reservationId(), c.orderId());
        out.put("priority", c.priority());
      }
      case StockCommand.ReallocateReservation c -> {
        reservation(out, c.reservationId(), c.orderId());
        out.put("locationId", c.locationId());
        text(out, "reason", c.reason());
      }
      case StockCommand.ReleaseReservation c -> {
        reservation(out, c.reservationId(), c.orderId());
        out.put("reason", c.reason());
      }
      case StockCommand.ShipReservation c -> put(out, c);
      case StockCommand.ReceiveStock c -> put(out, c);
      case StockCommand.AdjustStock c -> {
        place(out, c.locationId(), c.sku());
        out.put("quantity", c.quantity());
        out.put("status", c.status().word);
        out.put("reason", c.reason());
        out.put("referenceId", c.referenceId());
        time(out, "occurredAt", c.occurredAtMs());
        text(out, "lot", c.lot());
      }
      case StockCommand.RecordCount c -> {
        place(out, c.locationId(), c.sku());
        out.put("counted", c.counted());
        out.put("status", c.status().word);
        out.put("referenceId", c.referenceId());
        time(out, "occurredAt", c.occurredAtMs());
        text(out, "lot", c.lot());
      }
      case StockCommand.ChangeStockStatus c -> put(out, c);
    }
    return out;
  }

  private static void put(Map<String, Object> out, StockCommand.ReserveStock c) {
    reservation(out, c.reservationId(), c.orderId());
    out.put("channel", c.channel());
    out.put("priority", c.priority());
    text(out, "country", c.country());
    text(out, "serviceLevel", c.serviceLevel());
    text(out, "locationId", c.locationId());
    out.put("policy", c.policy());
    time(out, "expiresAt", c.expiresAtMs());
    out.put("lines", c.lines());
  }

  private static void put(Map<String, Object> out, StockCommand.ShipReservation c) {
    reservation(out, c.reservationId(), c.orderId());
    out.put("shipmentId", c.shipmentId());
    out.put("locationId", c.locationId());
    time(out, "occurredAt", c.occurredAtMs());
    out.put("lines", c.lines().stream().map(CommandJson::units).toList());
  }

  static Map<String, Object> units(Units line) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("sku", line.sku());
    out.put("quantity", line.quantity());
    text(out, "lot", line.lot());
    return out;
  }

  private static void put(Map<String, Object> out, StockCommand.ReceiveStock c) {
    place(out, c.locationId(), c.sku());
    out.put("quantity", c.quantity());
    out.put("status", c.status().word);
    out.put("referenceType", c.referenceType().name());
    out.put("referenceId", c.referenceId());
    text(out, "orderId", c.orderId());
    time(out, "occurredAt", c.occurredAtMs());
    text(out, "lot", c.lot());
    time(out, "lotExpiresAt", c.lotExpiresAtMs());
    text(out, "inboundId", c.inboundId());
  }

  private static void put(Map<String, Object> out, StockCommand.ChangeStockStatus c) {
    place(out, c.locationId(), c.sku());
    out.put("quantity", c.quantity());
    out.put("from", c.from().word);
    out.put("to", c.to().word);
    text(out, "reason", c.reason());
    out.put("referenceId", c.referenceId());
    time(out, "occurredAt", c.occurredAtMs());
    text(out, "lot", c.lot());
  }

  static void reservation(Map<String, Object> out, String id, String orderId) {
    out.put("reservationId", id);
    out.put("orderId", orderId);
  }

  static void place(Map<String, Object> out, String locationId, String sku) {
    out.put("locationId", locationId);
    out.put("sku", sku);
  }

  static void text(Map<String, Object> out, String name, String text) {
    if (!text.isEmpty()) {
      out.put(name, text);
    }
  }

  static void time(Map<String, Object> out, String name, long ms) {
    if (ms != 0) {
      out.put(name, Instant.ofEpochMilli(ms));
    }
  }
}
