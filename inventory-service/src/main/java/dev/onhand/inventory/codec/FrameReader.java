package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.MovementKind;
import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.inventory.ledger.StockEvent.Shortage;
import dev.onhand.inventory.ledger.StockEvent.Verdict;
import dev.onhand.inventory.ledger.StockOutcome;
import dev.onhand.inventory.ledger.StockStatus;
import java.util.ArrayList;
import java.util.List;

/// Reads a frame of any version ever written.
public final class FrameReader {
  private static final MovementKind[] KINDS = MovementKind.values();
  private static final ReferenceType[] REFERENCES = ReferenceType.values();
  private static final StockStatus[] STATUSES = StockStatus.values();
  private static final Verdict[] VERDICTS = Verdict.values();
  private static final Cause TIME = new Cause("", "", "", 0);

  private final ByteReader in;
  private int version;
  private String commandId = "";
  private String correlationId = "";
  private long lastAtMs;
  private String lastActor = "";

  private FrameReader(byte[] bytes) {
    in = new ByteReader(bytes);
  }

  /// @throws MalformedBytes if these bytes are no frame, or one of a version to come
  public static Frame read(byte[] bytes) {
    return new FrameReader(bytes).frame();
  }

  private Frame frame() {
    version = in.octet();
    if (version < 1 || version > FrameWriter.VERSION) {
      throw new MalformedBytes("a frame of version " + version, 0);
    }
    long nextCommandOffset = in.fixed64();
    int count = in.fixed32();
    String pool = in.text();
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry());
    }
    if (!in.atEnd()) {
      throw new MalformedBytes("more bytes behind the last entry", 0);
    }
    return new Frame(pool, nextCommandOffset, entries);
  }

  private LedgerEntry entry() {
    int flags = in.octet();
    StockOutcome outcome = StockOutcome.numbered(in.octet());
    long atMs = lastAtMs + in.signed();
    lastAtMs = atMs;
    Cause cause = TIME;
    commandId = "";
    correlationId = "";
    long content = 0;
    if ((flags & FrameWriter.BY_TIME) == 0) {
      commandId = in.id();
      content = in.fixed64();
      long issuedAtMs = atMs - in.signed();
      String messageId = (flags & FrameWriter.MESSAGE_IS_COMMAND) != 0 ? commandId : in.id();
      correlationId = (flags & FrameWriter.SAME_CORRELATION) != 0 ? messageId : in.id();
      lastActor = (flags & FrameWriter.SAME_ACTOR) != 0 ? lastActor : in.text();
      cause = new Cause(messageId, correlationId, lastActor, issuedAtMs);
    }
    int count = in.count();
    List<StockEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(event());
    }
    return new LedgerEntry(cause, commandId, content, atMs, outcome, events);
  }

  private StockEvent event() {
    int type = in.octet();
    return switch (type) {
      case 1 -> new StockEvent.PoolOpened();
      case 2 -> new StockEvent.ItemDefined(in.text(), in.text(), in.octet() == 1);
      case 3 ->
          new StockEvent.LocationDefined(
              in.text(), in.text(), in.text(), in.smallNumber(), in.octet() == 1);
      case 10 -> moved();
      default -> reservation(type, id(), id(), in.smallNumber());
    };
  }

  private StockEvent reservation(int type, String id, String orderId, int number) {
    return switch (type) {
      case 4 -> reserved(id, orderId);
      case 5 ->
          new StockEvent.ReservationRejected(
              id, orderId, StockOutcome.numbered(in.octet()), shortages());
      case 6 -> new StockEvent.ReservationReleased(id, orderId, number, in.text(), allocations());
      case 7 -> new StockEvent.ReservationExpired(id, orderId, number, allocations());
      case 8 ->
          new StockEvent.ReservationBroken(id, orderId, number, in.oneOf(KINDS), allocations());
      case 9 ->
          new StockEvent.ReservationShipped(
              id, orderId, number, id(), in.octet() == 1, allocations());
      default -> throw new MalformedBytes("an event of type " + type, 0);
    };
  }

  private StockEvent reserved(String id, String orderId) {
    String channel = in.text();
    int priority = in.smallNumber();
    long expiresIn = in.signed();
    long expiresAtMs = expiresIn == 0 ? 0 : lastAtMs + expiresIn;
    int ruleVersion = in.smallNumber();
    List<Allocation> allocations = allocations();
    int count = in.count();
    List<Candidate> explanation = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      explanation.add(new Candidate(in.text(), in.oneOf(VERDICTS)));
    }
    return new StockEvent.StockReserved(
        id, orderId, channel, priority, expiresAtMs, ruleVersion, allocations, explanation);
  }

  private String id() {
    if (version == 1) {
      return in.id();
    }
    int first = in.smallNumber();
    return switch (first) {
      case FrameWriter.COMMAND_ID -> commandId;
      case FrameWriter.CORRELATION_ID -> correlationId;
      default -> in.id(first, FrameWriter.IDS_FROM);
    };
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
    int count = in.count();
    List<Allocation> allocations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      allocations.add(new Allocation(in.text(), in.text(), in.text(), in.number()));
    }
    return allocations;
  }

  private StockEvent moved() {
    return new StockEvent.StockMoved(
        in.number(),
        in.text(),
        in.text(),
        in.oneOf(KINDS),
        in.signed(),
        in.oneOf(STATUSES),
        in.text(),
        in.oneOf(REFERENCES),
        id(),
        id(),
        in.signed(),
        lastAtMs - in.signed());
  }
}
