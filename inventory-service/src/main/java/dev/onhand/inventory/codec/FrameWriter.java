package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.StockEvent;
import java.util.List;

/// Gathers entries of one pool and makes a frame of them.
public final class FrameWriter {
  static final int VERSION = 6;

  static final int SAME_ACTOR = 1;
  static final int SAME_CORRELATION = 2;
  static final int MESSAGE_IS_COMMAND = 4;
  static final int BY_TIME = 8;

  private static final int OFFSET_AT = 1;
  private static final int COUNT_AT = 9;

  private final String pool;
  private final ByteWriter out = new ByteWriter();
  private final EventWriter eventWriter = new EventWriter(out);
  private int entries;
  private long lastAtMs;
  private String lastActor;

  public FrameWriter(String pool) {
    this.pool = pool;
    begin();
  }

  private void begin() {
    out.clear();
    out.octet(VERSION);
    out.fixed64(0);
    out.fixed32(0);
    out.text(pool);
    entries = 0;
    lastAtMs = 0;
    lastActor = "";
  }

  public String pool() {
    return pool;
  }

  public int entries() {
    return entries;
  }

  /// How long the frame would be now.
  public int size() {
    return out.size();
  }

  /// Ends the frame and begins the next.
  public byte[] finish(long nextCommandOffset) {
    out.fixed64At(OFFSET_AT, nextCommandOffset);
    out.fixed32At(COUNT_AT, entries);
    byte[] frame = out.toArray();
    begin();
    return frame;
  }

  public void add(LedgerEntry entry) {
    entries++;
    Cause cause = entry.cause();
    int flags = 0;
    if (entry.commandId().isEmpty()) flags |= BY_TIME;
    if (cause.actor().equals(lastActor)) flags |= SAME_ACTOR;
    if (cause.messageId().equals(entry.commandId())) flags |= MESSAGE_IS_COMMAND;
    if (cause.correlationId().equals(cause.messageId())) flags |= SAME_CORRELATION;
    out.octet(flags);
    out.octet(entry.outcome().number);
    out.signed(entry.atMs() - lastAtMs);
    lastAtMs = entry.atMs();
    if ((flags & BY_TIME) == 0) {
      out.id(entry.commandId());
      out.fixed64(entry.content());
      out.signed(entry.atMs() - cause.issuedAtMs());
      if ((flags & MESSAGE_IS_COMMAND) == 0) out.id(cause.messageId());
      if ((flags & SAME_CORRELATION) == 0) out.id(cause.correlationId());
      if ((flags & SAME_ACTOR) == 0) out.text(cause.actor());
      lastActor = cause.actor();
    }
    eventWriter.begin(entry.commandId(), cause.correlationId(), lastAtMs);
    List<StockEvent> events = entry.events();
    out.number(events.size());
    for (int i = 0; i < events.size(); i++) {
      eventWriter.write(events.get(i));
    }
  }
}
