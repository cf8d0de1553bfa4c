package dev.onhand.platform.inbox;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.message.Envelope;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Outbox.Line;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.SqlFailure;
import dev.onhand.platform.work.WorkSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/// One batch of messages inside one transaction: read the envelopes, leave out what was received
/// before, load the streams, handle each message in order, then take up again what was parked
/// for what has now arrived.
final class InboxBatch {
  private static final Duration GAP_DUE = Duration.ofHours(4);

  private final WorkSession work;
  private final Declarations declarations;
  private final InboxSettings settings;
  private final Seen seen;
  private final ParkingLot parking;
  final InboxCounts counts = new InboxCounts();

  /// A message whose envelope could be read; `payload` is null when its type is not declared.
  private record Opened(Received received, Envelope envelope, Line line, Payload<?> payload) {}

  /// What a message says, read once; `message` is null when it cannot be, and `invalid` says why.
  private record Payload<T>(
      Declarations.Declared<T> declared, Message<T> message, InvalidMessage invalid) {
    static <T> Payload<T> read(Declarations.Declared<T> declared, String topic, Envelope envelope) {
      try {
        return new Payload<>(declared, declared.read(topic, envelope), null);
      } catch (InvalidMessage e) {
        return new Payload<>(declared, null, e);
      }
    }

    List<StreamRef> streams() {
      try {
        return message == null ? List.of() : declared.streams().apply(message.payload());
      } catch (RuntimeException e) {
        return List.of(); // its handler will say what is wrong
      }
    }
  }

  /// A message whose envelope cannot be read.
  private record Unread(Received received, InvalidMessage why) {}

  InboxBatch(WorkSession work, Declarations declarations, InboxSettings settings) {
    this.work = work;
    this.declarations = declarations;
    this.settings = settings;
    this.seen = new Seen(work.connection());
    this.parking = new ParkingLot(work.connection());
  }

  Connection connection() {
    return work.connection();
  }

  void run(List<Received> messages) throws SQLException {
    var opened = new ArrayList<Opened>(messages.size());
    var unread = new ArrayList<Unread>();
    for (var message : messages) {
      try {
        opened.add(open(message));
      } catch (InvalidMessage e) {
        unread.add(new Unread(message, e));
      }
    }
    prepare(opened, unread);
    for (var message : unread) refuse(message);
    for (var message : opened) take(message);
    resumeArrived();
    seen.write();
  }

  /// Marks a message as received and makes it a dead letter, without handling it.
  void runRefused(Received message, String reason, String detail) throws SQLException {
    try {
      var envelope = Envelope.read(message.headers(), message.value());
      var opened = new Opened(message, envelope, line(message, envelope), null);
      prepare(List.of(opened), List.of());
      if (isNew(opened)) refuse(message, envelope, reason, detail);
    } catch (InvalidMessage e) {
      var unread = new Unread(message, e);
      prepare(List.of(), List.of(unread));
      refuse(unread);
    }
    seen.write();
  }

  private Opened open(Received message) {
    var envelope = Envelope.read(message.headers(), message.value());
    if (!settings.isOutside(message.topic()) && envelope.sequence() == null) {
      throw new InvalidMessage("NO_SEQUENCE", "ce_sequence", "is missing on a platform topic");
    }
    var declared = declarations.message(envelope.type());
    return new Opened(
        message,
        envelope,
        line(message, envelope),
        declared == null ? null : Payload.read(declared, message.topic(), envelope));
  }

  private static Line line(Received message, Envelope envelope) {
    return new Line(message.topic(), envelope.subject());
  }

  private void prepare(List<Opened> opened, List<Unread> unread) throws SQLException {
    var inside = new LinkedHashSet<Line>();
    var lines = new LinkedHashSet<Line>();
    var outside = new LinkedHashSet<List<String>>();
    var streams = new HashSet<StreamRef>();
    var payloads = new LinkedHashMap<Declarations.Declared<?>, List<Message<?>>>();
    for (var message : opened) {
      lines.add(message.line());
      if (settings.isOutside(message.received().topic())) {
        outside.add(List.of(message.envelope().source(), message.envelope().id()));
      } else {
        inside.add(message.line());
      }
      var payload = message.payload();
      if (payload == null || payload.message() == null) continue;
      streams.addAll(payload.streams());
      payloads.computeIfAbsent(payload.declared(), _ -> new ArrayList<>()).add(payload.message());
    }
    for (var message : unread) outside.add(place(message.received()));
    seen.loadSequences(inside);
    seen.rememberOutside(outside);
    parking.loadOccupied(lines);
    work.preload(streams);
    for (var of : payloads.entrySet()) prepare(of.getKey(), of.getValue());
  }

  @SuppressWarnings("unchecked")
  private <T> void prepare(Declarations.Declared<T> declared, List<Message<?>> messages)
      throws SQLException {
    declared.preparation().prepare((List<Message<T>>) (List<?>) messages, work);
  }

  /// What has no id is known by its place.
  private static List<String> place(Received message) {
    return List.of("topic:" + message.topic(), message.place());
  }

  private void refuse(Unread message) throws SQLException {
    var place = place(message.received());
    if (!seen.takeFresh(place.getFirst(), place.getLast())) return;
    refuse(message.received(), null, message.why().reason(), message.why().getMessage());
  }

  private void take(Opened message) throws SQLException {
    if (!isNew(message)) {
      counts.duplicates++;
      return;
    }
    var payload = message.payload();
    if (payload == null) {
      var type = message.envelope().type();
      if (declarations.knowsOtherVersionOf(type)) {
        var detail = type + " is a version this service does not read";
        refuse(message.received(), message.envelope(), "UNKNOWN_VERSION", detail);
      } else {
        counts.skipped++;
      }
      return;
    }
    if (parking.isOccupied(message.line())) {
      parking.parkBehind(message.received(), message.line());
      counts.parked++;
      return;
    }
    try {
      handle(payload, message.received(), message.envelope());
      counts.handled++;
    } catch (WaitsFor e) {
      parking.park(message.received(), message.line(), e.key());
      counts.parked++;
    }
  }

  private boolean isNew(Opened message) {
    var envelope = message.envelope();
    if (settings.isOutside(message.received().topic())) {
      return seen.takeFresh(envelope.source(), envelope.id());
    }
    return switch (seen.advance(message.line(), envelope.sequence())) {
      case NEXT -> true;
      case DUPLICATE -> false;
      case AFTER_A_GAP -> {
        raiseGap(message);
        yield true;
      }
    };
  }

  private void raiseGap(Opened message) {
    var line = message.line();
    work.because(cause(message.received(), message.envelope()));
    work.effect(
        new Effect.RaiseException(
            "SEQUENCE_GAP",
            line.topic() + "/" + line.subject(),
            "messages before sequence " + message.envelope().sequence() + " never came",
            "operator",
            work.now().plus(GAP_DUE),
            List.of("republish", "resolve")));
  }

  private <T> void handle(Payload<T> payload, Received received, Envelope envelope)
      throws SQLException {
    if (payload.invalid() != null) {
      refuse(received, envelope, payload.invalid().reason(), payload.invalid().getMessage());
      return;
    }
    work.because(cause(received, envelope));
    int before = work.size();
    try {
      payload.declared().handler().handle(payload.message(), work);
    } catch (WaitsFor e) {
      if (work.size() != before) {
        throw new IllegalStateException(envelope.type() + " waits after it has decided", e);
      }
      throw e;
    } catch (InvalidMessage e) {
      if (work.size() != before) throw e;
      refuse(received, envelope, e.reason(), e.getMessage());
    }
  }

  /// The actor of an outside message is the topic's principal, never what the sender claims.
  private Cause cause(Received received, Envelope envelope) {
    var actor =
        settings.isOutside(received.topic()) || envelope.actor() == null
            ? "topic:" + received.topic()
            : envelope.actor();
    return new Cause(actor, envelope.correlationId(), envelope.id(), occurredAt(envelope));
  }

  private Instant occurredAt(Envelope envelope) {
    try {
      var time = envelope.time() == null ? work.now() : Instant.parse(envelope.time());
      return time.isAfter(work.now()) ? work.now() : time;
    } catch (DateTimeException e) {
      return work.now();
    }
  }

  private void refuse(Received message, Envelope envelope, String reason, String detail)
      throws SQLException {
    DeadLetters.add(
        work.connection(),
        message.topic(),
        envelope == null ? message.headers().get("ce_type") : envelope.type(),
        message.key(),
        message.headers(),
        message.value(),
        reason,
        detail);
    counts.dead++;
  }

  /// Handles one message outside the dedupe: a dead letter that is run again.
  void rerun(Received message) throws SQLException {
    var envelope = Envelope.read(message.headers(), message.value());
    var declared = declarations.message(envelope.type());
    if (declared == null) {
      throw new InvalidMessage("UNKNOWN_TYPE", "ce_type", envelope.type() + " is not read here");
    }
    try {
      rerun(declared, message, envelope);
    } catch (WaitsFor e) {
      parking.park(message, line(message, envelope), e.key());
    }
    resumeArrived();
  }

  private <T> void rerun(Declarations.Declared<T> declared, Received received, Envelope envelope)
      throws SQLException {
    work.because(cause(received, envelope));
    declared.handler().handle(declared.read(received.topic(), envelope), work);
  }

  void resumeArrived() throws SQLException {
    for (var keys = work.takeArrivals(); !keys.isEmpty(); keys = work.takeArrivals()) {
      List<ParkingLot.Parked> parked;
      do {
        parked = parking.waitingFor(keys);
      } while (resume(parked) > 0 && parked.size() == ParkingLot.RESUMED_MAX);
    }
  }

  /// Tries the next parked subjects again, whatever they wait for: what arrived in a transaction
  /// that ran beside the parking one is found this way.
  ///
  /// @return the head to go on from, 0 after the last
  long resumeNext(long head) throws SQLException {
    var parked = parking.nextSubjects(head);
    resume(parked);
    resumeArrived();
    return parked.stream().mapToLong(ParkingLot.Parked::head).max().orElse(0);
  }

  /// @return how many are parked no more
  private int resume(List<ParkingLot.Parked> parked) throws SQLException {
    int before = counts.resumed;
    var blocked = new HashSet<Line>();
    for (var entry : parked) {
      var received = entry.message();
      var envelope = Envelope.read(received.headers(), received.value());
      var line = line(received, envelope);
      if (blocked.contains(line)) continue;
      try {
        handleParked(received, envelope);
        parking.remove(entry.id());
        counts.resumed++;
      } catch (WaitsFor e) {
        if (!e.key().equals(entry.waitsFor())) parking.waitFor(entry.id(), e.key());
        blocked.add(line);
      }
    }
    return counts.resumed - before;
  }

  /// A parked message that turns out to be poison becomes a dead letter itself; it must not fail
  /// the message whose arrival woke it.
  private void handleParked(Received received, Envelope envelope) throws SQLException {
    int before = work.size();
    try {
      var declared = declarations.message(envelope.type());
      handle(Payload.read(declared, received.topic(), envelope), received, envelope);
    } catch (WaitsFor e) {
      throw e;
    } catch (RuntimeException e) {
      if (work.size() != before || SqlFailure.of(e) != SqlFailure.OTHER) throw e;
      refuse(received, envelope, "HANDLER_FAILED", e.toString());
    }
  }
}
