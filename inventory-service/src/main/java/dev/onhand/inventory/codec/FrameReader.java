package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockOutcome;
import java.util.ArrayList;
import java.util.List;

/// Reads a frame of any version ever written.
public final class FrameReader {
  private static final Cause TIME = new Cause("", "", "", 0);

  private final ByteReader in;
  private EventReader eventReader;
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
    int version = in.octet();
    if (version < 1 || version > FrameWriter.VERSION) {
      throw new MalformedBytes("a frame of version " + version, 0);
    }
    eventReader = new EventReader(in, version);
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
    String commandId = "";
    String correlationId = "";
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
    eventReader.begin(commandId, correlationId, atMs);
    int count = in.count();
    List<StockEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(eventReader.read());
    }
    return new LedgerEntry(cause, commandId, content, atMs, outcome, events);
  }
}
