package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import java.util.List;

/// Gathers entries of one pool and makes a frame of them.
public final class FrameWriter {
  static final int VERSION = 2;

  /// In place of an id: the same as the entry's command, or as its correlation. Others are written
  /// with their length + `IDS_FROM`. Since version 2.
  static final int COMMAND_ID = 1;

  static final int CORRELATION_ID = 2;
  static final int IDS_FROM = 3;

  static final int SAME_ACTOR = 1;
  static final int SAME_CORRELATION = 2;
  static final int MESSAGE_IS_COMMAND = 4;
  static final int BY_TIME = 8;

  private static final int OFFSET_AT = 1;
  private static final int COUNT_AT = 9;

  private final String pool;
  private final ByteWriter out = new ByteWriter();
  private int entries;
  private long lastAtMs;
  private String lastActor;
  private String commandId = "";
  private String correlationId = "";

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
    commandId = entry.commandId();
    correlationId = cause.correlationId();
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
    List<StockEvent> events = entry.events();
    out.number(events.size());
    for (int i = 0; i < events.size(); i++) {
      write(events.get(i));
    }
  }

  private void write(StockEvent event) {
    switch (event) {
      case StockEvent.PoolOpened _ -> out.octet(1);
      case StockEvent.ItemDefined e -> {
        out.octet(2);
        out.text(e.sku());
        out.text(e.name());
        out.octet(e.provisional() ? 1 : 0);
      }
      case StockEvent.LocationDefined e -> {
        out.octet(3);
        out.text(e.locationId());
        out.text(e.name());
        out.text(e.country());
        out.number(e.priority());
        out.octet(e.provisional() ? 1 : 0);
      }
      case StockEvent.StockReserved e -> reserved(e);
      case StockEvent.ReservationRejected e -> {
        reservation(5, e.reservationId(), e.orderId(), 1);
        out.octet(e.reason().number);
        out.number(e.shortages().size());
        for (StockEvent.Shortage shortage : e.shortages()) {
          out.text(shortage.sku());
          out.number(shortage.requested());
          out.number(shortage.available());
        }
      }
      case StockEvent.ReservationReleased e -> {
        reservation(6, e.reservationId(), e.orderId(), e.number());
        out.text(e.reason());
        allocations(e.freed());
      }
      case StockEvent.ReservationExpired e -> {
        reservation(7, e.reservationId(), e.orderId(), e.number());
        allocations(e.freed());
      }
      case StockEvent.ReservationBroken e -> {
        reservation(8, e.reservationId(), e.orderId(), e.number());
        out.octet(e.reason().ordinal());
        allocations(e.freed());
      }
      case StockEvent.ReservationShipped e -> {
        reservation(9, e.reservationId(), e.orderId(), e.number());
        id(e.shipmentId());
        out.octet(e.complete() ? 1 : 0);
        allocations(e.freed());
      }
      case StockEvent.StockMoved e -> moved(e);
    }
  }

  private void reserved(StockEvent.StockReserved e) {
    reservation(4, e.reservationId(), e.orderId(), 1);
    out.text(e.channel());
    out.number(e.priority());
    out.signed(e.expiresAtMs() == 0 ? 0 : e.expiresAtMs() - lastAtMs);
    out.number(e.ruleVersion());
    allocations(e.allocations());
    List<StockEvent.Candidate> explanation = e.explanation();
    out.number(explanation.size());
    for (int i = 0; i < explanation.size(); i++) {
      out.text(explanation.get(i).locationId());
      out.octet(explanation.get(i).verdict().ordinal());
    }
  }

  private void reservation(int type, String reservationId, String orderId, int number) {
    out.octet(type);
    id(reservationId);
    id(orderId);
    out.number(number);
  }

  private void id(String id) {
    if (id.equals(commandId)) {
      out.number(COMMAND_ID);
    } else if (id.equals(correlationId)) {
      out.number(CORRELATION_ID);
    } else {
      out.id(id, IDS_FROM);
    }
  }

  private void allocations(List<Allocation> allocations) {
    out.number(allocations.size());
    for (int i = 0; i < allocations.size(); i++) {
      Allocation allocation = allocations.get(i);
      out.text(allocation.lineId());
      out.text(allocation.sku());
      out.text(allocation.locationId());
      out.number(allocation.quantity());
    }
  }

  private void moved(StockEvent.StockMoved e) {
    out.octet(10);
    out.number(e.sequence());
    out.text(e.sku());
    out.text(e.locationId());
    out.octet(e.kind().ordinal());
    out.signed(e.quantity());
    out.octet(e.status().ordinal());
    out.text(e.reason());
    out.octet(e.referenceType().ordinal());
    id(e.referenceId());
    id(e.orderId());
    out.signed(e.discrepancy());
    out.signed(lastAtMs - e.occurredAtMs());
  }
}
