package dev.onhand.reporting.orders;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;

/// One order and all that happened to it.
///
/// @param events oldest first; an event never stands before its cause
public record OrderTimeline(
    Instant completeThrough,
    Instant asOf,
    OrderRow order,
    List<Line> lines,
    List<Shipment> shipments,
    List<Event> events) {

  /// A line as accepted, and how much of it was shipped.
  public record Line(
      String lineId, String sku, String item, long quantity, long shipped, Money net) {}

  /// A parcel under way or delivered.
  public record Shipment(
      String shipmentId,
      String locationId,
      String carrier,
      String trackingNumber,
      Instant shippedAt,
      Instant deliveredAt) {}

  /// A published message.
  ///
  /// @param service who says it; `name` what, without service and version
  /// @param actor who caused it: a person, a channel, or a service
  /// @param cause name of the event of this timeline that caused it, else null
  /// @param causationId id of the message or command that caused it, in the timeline or not
  /// @param body the message as published
  public record Event(
      String id,
      Instant at,
      String service,
      String name,
      String type,
      String subject,
      String actor,
      String cause,
      String causationId,
      String topic,
      int partition,
      long offset,
      @JsonRawValue String body) {

    Event causedBy(String cause) {
      return new Event(
          id,
          at,
          service,
          name,
          type,
          subject,
          actor,
          cause,
          causationId,
          topic,
          partition,
          offset,
          body);
    }
  }

  /// Puts causes before effects where the services' clocks disagree, keeps the given order
  /// otherwise, and names each cause that is in the list.
  static List<Event> inCausalOrder(List<Event> events) {
    var byId = new LinkedHashMap<String, Event>();
    for (var event : events) byId.putIfAbsent(event.id(), event);
    var ordered = new ArrayList<Event>();
    var placed = new HashSet<String>();
    for (var event : byId.values()) place(event, byId, placed, ordered);
    return ordered;
  }

  private static void place(
      Event event, Map<String, Event> byId, Set<String> placed, List<Event> ordered) {
    // marked first: a circle of causes, which only a forged message can make, ends here
    if (!placed.add(event.id())) return;
    var cause = event.causationId() == null ? null : byId.get(event.causationId());
    if (cause != null) place(cause, byId, placed, ordered);
    ordered.add(event.causedBy(cause == null ? null : cause.service() + "." + cause.name()));
  }
}
