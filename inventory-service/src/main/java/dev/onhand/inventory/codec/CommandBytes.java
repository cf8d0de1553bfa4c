package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.Units;
import dev.onhand.inventory.ledger.StockStatus;
import java.util.ArrayList;
import java.util.List;

/// The compact binary form of commands: version, type, cause, content. Its first byte cannot
/// begin a JSON text, so the two forms cannot be confused.
public final class CommandBytes {
  static final int VERSION = 1;

  private static final StockStatus[] STATUSES = StockStatus.values();
  private static final ReferenceType[] REFERENCES = ReferenceType.values();

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
        out.id(c.reservationId());
        out.id(c.orderId());
        out.text(c.reason());
      }
      case StockCommand.ShipReservation c -> content(c);
      case StockCommand.ReceiveStock c -> {
        place(c.locationId(), c.sku(), c.quantity(), c.status());
        out.octet(c.referenceType().ordinal());
        out.id(c.referenceId());
        out.id(c.orderId());
        out.signed(c.occurredAtMs());
      }
      case StockCommand.AdjustStock c -> {
        place(c.locationId(), c.sku(), c.quantity(), c.status());
        out.text(c.reason());
        out.id(c.referenceId());
        out.signed(c.occurredAtMs());
      }
      case StockCommand.RecordCount c -> {
        place(c.locationId(), c.sku(), c.counted(), c.status());
        out.id(c.referenceId());
        out.signed(c.occurredAtMs());
      }
      case StockCommand.ChangeStockStatus c -> {
        place(c.locationId(), c.sku(), c.quantity(), c.from());
        out.octet(c.to().ordinal());
        out.text(c.reason());
        out.id(c.referenceId());
        out.signed(c.occurredAtMs());
      }
    }
  }

  private void content(StockCommand.ReserveStock c) {
    out.id(c.reservationId());
    out.id(c.orderId());
    out.text(c.channel());
    out.number(c.priority());
    out.text(c.country());
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
    out.id(c.reservationId());
    out.id(c.orderId());
    out.id(c.shipmentId());
    out.text(c.locationId());
    out.signed(c.occurredAtMs());
    out.number(c.lines().size());
    for (Units line : c.lines()) {
      out.text(line.sku());
      out.signed(line.quantity());
    }
  }

  private void place(String locationId, String sku, long quantity, StockStatus status) {
    out.text(locationId);
    out.text(sku);
    out.signed(quantity);
    out.octet(status.ordinal());
  }

  /// @throws MalformedBytes if these bytes are no command, or one of a version to come
  static StockCommand read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new MalformedBytes("a command of version " + version, 0);
    }
    int type = in.octet();
    String messageId = in.id();
    String correlationId = in.id();
    Cause cause =
        new Cause(
            messageId, correlationId.isEmpty() ? messageId : correlationId, in.text(), in.number());
    StockCommand command = content(type, cause, in.text(), in);
    if (!in.atEnd()) {
      throw new MalformedBytes("more bytes behind the command", 0);
    }
    return command;
  }

  private static StockCommand content(int type, Cause cause, String pool, ByteReader in) {
    return switch (type) {
      case 1 -> new StockCommand.OpenPool(cause, pool);
      case 2 -> new StockCommand.DefineItem(cause, pool, in.text(), in.text());
      case 3 ->
          new StockCommand.DefineLocation(
              cause, pool, in.text(), in.text(), in.text(), in.smallNumber());
      case 4 -> reserve(cause, pool, in);
      case 5 -> new StockCommand.ReleaseReservation(cause, pool, in.id(), in.id(), in.text());
      case 6 -> ship(cause, pool, in);
      case 7 ->
          new StockCommand.ReceiveStock(
              cause,
              pool,
              in.text(),
              in.text(),
              in.signed(),
              in.oneOf(STATUSES),
              in.oneOf(REFERENCES),
              in.id(),
              in.id(),
              in.signed());
      case 8 ->
          new StockCommand.AdjustStock(
              cause,
              pool,
              in.text(),
              in.text(),
              in.signed(),
              in.oneOf(STATUSES),
              in.text(),
              in.id(),
              in.signed());
      case 9 ->
          new StockCommand.RecordCount(
              cause,
              pool,
              in.text(),
              in.text(),
              in.signed(),
              in.oneOf(STATUSES),
              in.id(),
              in.signed());
      case 10 ->
          new StockCommand.ChangeStockStatus(
              cause,
              pool,
              in.text(),
              in.text(),
              in.signed(),
              in.oneOf(STATUSES),
              in.oneOf(STATUSES),
              in.text(),
              in.id(),
              in.signed());
      default -> throw new MalformedBytes("a command of type " + type, 1);
    };
  }

  private static StockCommand reserve(Cause cause, String pool, ByteReader in) {
    String reservationId = in.id();
    String orderId = in.id();
    String channel = in.text();
    int priority = in.smallNumber();
    String country = in.text();
    String policy = in.text();
    long expiresAtMs = in.number();
    int count = in.count();
    List<Line> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lines.add(new Line(in.text(), in.text(), in.signed()));
    }
    return new StockCommand.ReserveStock(
        cause,
        pool,
        reservationId,
        orderId,
        channel,
        priority,
        country,
        policy,
        expiresAtMs,
        lines);
  }

  private static StockCommand ship(Cause cause, String pool, ByteReader in) {
    String reservationId = in.id();
    String orderId = in.id();
    String shipmentId = in.id();
    String locationId = in.text();
    long occurredAtMs = in.signed();
    int count = in.count();
    List<Units> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lines.add(new Units(in.text(), in.signed()));
    }
    return new StockCommand.ShipReservation(
        cause, pool, reservationId, orderId, shipmentId, locationId, occurredAtMs, lines);
  }
}
