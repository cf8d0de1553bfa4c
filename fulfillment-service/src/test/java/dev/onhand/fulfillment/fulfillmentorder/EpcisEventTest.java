package dev.onhand.fulfillment.fulfillmentorder;

import static dev.onhand.fulfillment.fulfillmentorder.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Parcel;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PackRecorded;
import dev.onhand.platform.message.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EpcisEventTest {
  private static final UUID EVENT = UUID.fromString("0198a1b2-0000-7000-8000-000000000001");
  private static final String SSCC_LINK = "https://id.gs1.org/00/" + SSCC.digits();

  @Test
  void a_pick_is_an_observation_of_quantities() {
    var event = last(requested(), picked(ALL_BUT_ONE_SHIRT)).orElseThrow();
    assertEquals("ObjectEvent", event.type());
    assertEquals("OBSERVE", event.action());
    assertEquals("picking", event.bizStep());
    assertEquals(
        List.of(
            new EpcisEvent.Quantity("urn:onhand:item:SHIRT", 1),
            new EpcisEvent.Quantity("urn:onhand:item:MUG", 1)),
        event.quantityList());
    assertEquals("urn:onhand:location:BER", event.readPoint().id());
    assertEquals(
        "urn:onhand:order:" + ORDER, event.bizTransactionList().getFirst().bizTransaction());
  }

  @Test
  void an_empty_pick_is_no_event() {
    assertEquals(Optional.empty(), last(requested(), picked(NOTHING)));
  }

  @Test
  void a_single_package_is_an_aggregation_of_what_was_picked() {
    var event = last(requested(), picked(ALL), packed()).orElseThrow();
    assertEquals("AggregationEvent", event.type());
    assertEquals("ADD", event.action());
    assertEquals(SSCC_LINK, event.parentID());
    assertEquals(2, event.childQuantityList().size());
    assertNull(event.quantityList());
  }

  @Test
  void several_packages_are_observed_for_nobody_told_what_is_in_which() {
    var two =
        List.of(
            new Parcel("P-1", Sscc.of("4012345", 1).digits(), 1),
            new Parcel("P-2", Sscc.of("4012345", 2).digits(), 1));
    var event = last(requested(), picked(ALL), new PackRecorded(two, NOON)).orElseThrow();
    assertEquals("ObjectEvent", event.type());
    assertEquals(2, event.epcList().size());
  }

  @Test
  void a_whole_shipment_is_its_packages_and_is_at_no_business_location() {
    var event = last(requested(), picked(ALL), packed(), shipped()).orElseThrow();
    assertEquals("shipping", event.bizStep());
    assertEquals("in_transit", event.disposition());
    assertEquals(List.of(SSCC_LINK), event.epcList());
    assertNull(event.quantityList());
    assertNull(event.bizLocation());
    var despatch = event.bizTransactionList().getLast();
    assertEquals("desadv", despatch.type());
    assertEquals("urn:onhand:shipment:" + shipmentId(TRACKING), despatch.bizTransaction());
  }

  @Test
  void a_part_of_the_goods_is_told_in_quantities() {
    var event = last(requested(), picked(ALL), packed(), shipped(TRACKING, SHIRT)).orElseThrow();
    assertNull(event.epcList());
    assertEquals(1, event.quantityList().size());
  }

  @Test
  void office_work_is_no_event() {
    assertEquals(Optional.empty(), last(requested()));
    assertEquals(Optional.empty(), last(requested(), cancellationAsked()));
    assertEquals(Optional.empty(), last(requested(), shipped(), delivered()));
  }

  @Test
  void every_identifier_is_a_uri_whatever_the_sku() {
    var odd = List.of(new Line("1", "Größe M/rot 100% \"x\"", 1));
    var event = last(requested(), picked(odd)).orElseThrow();
    URI.create(event.quantityList().getFirst().epcClass());
    URI.create(event.eventID());
  }

  @Test
  void absent_fields_are_left_out() {
    var json = Json.write(last(requested(), picked(ALL)).orElseThrow());
    var node = Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    assertFalse(node.has("parentID"));
    assertFalse(node.has("epcList"));
    assertEquals("+00:00", node.get("eventTimeZoneOffset").asText());
    assertEquals("2026-03-02T12:00:00Z", node.get("eventTime").asText());
  }

  private static Optional<EpcisEvent> last(FulfillmentOrderEvent... history) {
    var after = (Known) FulfillmentOrders.TYPE.fold(List.of(history));
    return EpcisEvent.of(
        new EpcisEvent.Stored(EVENT, history[history.length - 1], after, NOON.plusSeconds(1)));
  }
}
