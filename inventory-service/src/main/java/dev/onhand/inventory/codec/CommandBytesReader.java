package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockCommand.Fence;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.SafetyStock;
import dev.onhand.inventory.ledger.StockCommand.Units;
import dev.onhand.inventory.ledger.StockStatus;
import java.util.ArrayList;
import java.util.List;

/// Reads commands in their binary form, of any version ever written.
final class CommandBytesReader {
  private static final StockStatus[] STATUSES = StockStatus.values();
  private static final ReferenceType[] REFERENCES = ReferenceType.values();

  private final ByteReader in;
  private final int version;

  private CommandBytesReader(ByteReader in, int version) {
    this.in = in;
    this.version = version;
  }

  /// @throws MalformedBytes if these bytes are no command, or one of a version to come
  static StockCommand read(ByteReader in) {
    int version = in.octet();
    if (version < 1 || version > CommandBytes.VERSION) {
      throw new MalformedBytes("a command of version " + version, 0);
    }
    int type = in.octet();
    String messageId = in.id();
    String correlationId = in.id();
    Cause cause =
        new Cause(
            messageId, correlationId.isEmpty() ? messageId : correlationId, in.text(), in.number());
    StockCommand command = new CommandBytesReader(in, version).content(type, cause, in.text());
    if (!in.atEnd()) {
      throw new MalformedBytes("more bytes behind the command", 0);
    }
    return command;
  }

  private StockCommand content(int type, Cause cause, String pool) {
    return switch (type) {
      case 1 -> new StockCommand.OpenPool(cause, pool);
      case 2 -> new StockCommand.DefineItem(cause, pool, in.text(), in.text());
      case 3 ->
          new StockCommand.DefineLocation(
              cause, pool, in.text(), in.text(), in.text(), in.smallNumber());
      case 4 -> reserve(cause, pool);
      case 5 -> new StockCommand.ReleaseReservation(cause, pool, in.id(), in.id(), in.text());
      case 6 -> ship(cause, pool);
      case 11 -> new StockCommand.CommitReservation(cause, pool, in.id(), in.id());
      case 12 -> new StockCommand.ExtendReservation(cause, pool, in.id(), in.id(), in.number());
      case 13 -> new StockCommand.ChangePriority(cause, pool, in.id(), in.id(), in.smallNumber());
      case 14 ->
          new StockCommand.ReallocateReservation(
              cause, pool, in.id(), in.id(), in.text(), in.text());
      case 15 ->
          new StockCommand.ChangeSourcing(cause, pool, RulesBytes.read(in), safety(), fences());
      case 7, 8, 9, 10 -> fact(type, cause, pool);
      default -> LogisticsBytes.read(type, cause, pool, in);
    };
  }

  private StockCommand fact(int type, Cause cause, String pool) {
    return switch (type) {
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
              in.signed(),
              lot(),
              version >= 3 ? in.signed() : 0,
              version >= 4 ? in.id() : "");
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
              in.signed(),
              lot());
      case 9 ->
          new StockCommand.RecordCount(
              cause,
              pool,
              in.text(),
              in.text(),
              in.signed(),
              in.oneOf(STATUSES),
              in.id(),
              in.signed(),
              lot());
      default ->
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
              in.signed(),
              lot());
    };
  }

  private StockCommand reserve(Cause cause, String pool) {
    String reservationId = in.id();
    String orderId = in.id();
    String channel = in.text();
    int priority = in.smallNumber();
    String country = in.text();
    String serviceLevel = version >= 2 ? in.text() : "";
    String locationId = version >= 5 ? in.text() : "";
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
        serviceLevel,
        locationId,
        policy,
        expiresAtMs,
        lines);
  }

  private StockCommand ship(Cause cause, String pool) {
    String reservationId = in.id();
    String orderId = in.id();
    String shipmentId = in.id();
    String locationId = in.text();
    long occurredAtMs = in.signed();
    int count = in.count();
    List<Units> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lines.add(new Units(in.text(), in.signed(), lot()));
    }
    return new StockCommand.ShipReservation(
        cause, pool, reservationId, orderId, shipmentId, locationId, occurredAtMs, lines);
  }

  private List<SafetyStock> safety() {
    int count = in.count();
    List<SafetyStock> safety = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      safety.add(new SafetyStock(in.text(), in.text(), in.signed()));
    }
    return safety;
  }

  private List<Fence> fences() {
    int count = in.count();
    List<Fence> fences = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      fences.add(new Fence(in.text(), in.text(), in.signed()));
    }
    return fences;
  }

  private String lot() {
    return version >= 3 ? in.text() : "";
  }
}
