package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.BreakReason;
import dev.onhand.inventory.ledger.MovementKind;
import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.StockCommand.Fence;
import dev.onhand.inventory.ledger.StockCommand.SafetyStock;
import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockEvent.*;
import dev.onhand.inventory.ledger.StockOutcome;
import dev.onhand.inventory.ledger.StockStatus;
import java.util.ArrayList;
import java.util.List;

/// Reads one event of an entry, of any version ever written. What a version did not say gets the
/// value that it meant.
final class EventReader {
  /// Room made before reading, whatever damaged bytes say.
  private static final int ALLOCATIONS_EXPECTED = 1000;

  private static final MovementKind[] KINDS = MovementKind.values();
  private static final BreakReason[] BREAK_REASONS = BreakReason.values();
  private static final ReferenceType[] REFERENCES = ReferenceType.values();
  private static final StockStatus[] STATUSES = StockStatus.values();
  private static final Verdict[] VERDICTS = Verdict.values();

  private final ByteReader in;
  private final int version;
  private String commandId = "";
  private String correlationId = "";
  private long atMs;

  EventReader(ByteReader in, int version) {
    this.in = in;
    this.version = version;
  }

  /// Begins an entry.
  void begin(String ofCommand, String ofCorrelation, long decidedAtMs) {
    commandId = ofCommand;
    correlationId = ofCorrelation;
    atMs = decidedAtMs;
  }

  StockEvent read() {
    int type = in.octet();
    return switch (type) {
      case 1 -> new PoolOpened();
      case 2 -> new ItemDefined(in.text(), in.text(), flag());
      case 3 -> new LocationDefined(in.text(), in.text(), in.text(), in.smallNumber(), flag());
      case 10 -> moved();
      case 19 -> new LotDefined(in.text(), in.text(), in.signed());
      case 20 -> new LotHoldChanged(in.text(), in.text(), flag(), in.text());
      case 21 -> new KitDefined(in.text(), flag(), UnitsBytes.read(in));
      case 22 -> new CountToleranceChanged(in.signed(), (int) in.signed());
      case 23 ->
          new RecountRequested(
              in.id(), in.text(), in.text(), in.text(), in.oneOf(STATUSES), in.number());
      case 24 ->
          new InboundExpected(
              in.id(), flag(), in.text(), in.text(), in.text(), in.number(), in.signed());
      case 18 -> new SourcingChanged(in.smallNumber(), RulesBytes.read(in), safety(), fences());
      default -> reservation(type, id(), id(), in.smallNumber());
    };
  }

  private StockEvent reservation(int type, String id, String orderId, int number) {
    return switch (type) {
      case 4 -> reserved(id, orderId);
      case 5 ->
          new ReservationRejected(
              id,
              orderId,
              StockOutcome.numbered(in.octet()),
              shortages(),
              version >= 6 ? explanation() : List.of());
      case 6 -> new ReservationReleased(id, orderId, number, in.text(), allocations());
      case 7 -> new ReservationExpired(id, orderId, number, allocations());
      case 8 -> new ReservationBroken(id, orderId, number, in.oneOf(BREAK_REASONS), allocations());
      case 9 ->
          new ReservationShipped(
              id,
              orderId,
              number,
              id(),
              flag(),
              allocations(),
              version >= 3 ? waiting() : List.of());
      case 11 ->
          new StockBackordered(
              id,
              orderId,
              number,
              in.text(),
              in.text(),
              in.text(),
              in.smallNumber(),
              later(),
              in.smallNumber(),
              waiting());
      case 12 ->
          new BackorderFilled(
              id, orderId, number, in.smallNumber(), flag(), allocations(), explanation());
      case 13 -> new ReservationCommitted(id, orderId, number);
      case 14 -> new ReservationExtended(id, orderId, number, later());
      case 15 -> new PriorityChanged(id, orderId, number, in.smallNumber());
      case 16 ->
          new ReservationReallocated(
              id,
              orderId,
              number,
              in.text(),
              in.smallNumber(),
              allocations(),
              allocations(),
              explanation());
      case 25 -> new InboundPegged(id, orderId, number, id());
      case 17 -> new ReallocationRefused(id, orderId, number, in.text(), shortages());
      default -> throw new MalformedBytes("an event of type " + type, 0);
    };
  }

  private StockEvent reserved(String id, String orderId) {
    String channel = in.text();
    String country = version >= 3 ? in.text() : "";
    String serviceLevel = version >= 3 ? in.text() : "";
    int priority = in.smallNumber();
    long expiresAtMs = later();
    int ruleVersion = in.smallNumber();
    List<Allocation> allocations = allocations();
    List<Shortage> shortages = version >= 3 ? shortages() : List.of();
    return new StockReserved(
        id,
        orderId,
        channel,
        country,
        serviceLevel,
        priority,
        expiresAtMs,
        ruleVersion,
        allocations,
        shortages,
        explanation());
  }

  private StockEvent moved() {
    return new StockMoved(
        in.number(),
        in.text(),
        in.text(),
        version >= 4 ? in.text() : "",
        in.oneOf(KINDS),
        in.signed(),
        in.oneOf(STATUSES),
        in.text(),
        in.oneOf(REFERENCES),
        id(),
        id(),
        in.signed(),
        atMs - in.signed());
  }

  private String id() {
    if (version == 1) {
      return in.id();
    }
    int first = in.smallNumber();
    return switch (first) {
      case EventWriter.COMMAND_ID -> commandId;
      case EventWriter.CORRELATION_ID -> correlationId;
      default -> in.id(first, EventWriter.IDS_FROM);
    };
  }

  private boolean flag() {
    return in.octet() == 1;
  }

  private long later() {
    long in = this.in.signed();
    return in == 0 ? 0 : atMs + in;
  }

  private List<Shortage> shortages() {
    int count = in.count();
    List<Shortage> shortages = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      shortages.add(new Shortage(in.text(), in.number(), in.number()));
    }
    return shortages;
  }

  private List<Allocation> allocations() {
    int count = version >= 4 ? in.smallNumber() : in.count() * 2;
    boolean ofLots = (count & 1) != 0;
    List<Allocation> allocations = new ArrayList<>(Math.min(count >> 1, ALLOCATIONS_EXPECTED));
    for (int i = count >> 1; i > 0; i--) {
      String lineId = in.text();
      String sku = in.text();
      String locationId = in.text();
      String lot = ofLots ? in.text() : "";
      allocations.add(new Allocation(lineId, sku, locationId, lot, in.number()));
    }
    return allocations;
  }

  private List<Waiting> waiting() {
    int count = in.count();
    List<Waiting> waiting = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      waiting.add(new Waiting(in.text(), in.text(), in.number(), version >= 5 ? later() : 0));
    }
    return waiting;
  }

  private List<Candidate> explanation() {
    int count = in.count();
    List<Candidate> explanation = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      explanation.add(new Candidate(in.text(), in.oneOf(VERDICTS)));
    }
    return explanation;
  }

  private List<SafetyStock> safety() {
    int count = in.count();
    List<SafetyStock> safety = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      safety.add(new SafetyStock(in.text(), in.text(), in.number()));
    }
    return safety;
  }

  private List<Fence> fences() {
    int count = in.count();
    List<Fence> fences = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      fences.add(new Fence(in.text(), in.text(), in.number()));
    }
    return fences;
  }
}
