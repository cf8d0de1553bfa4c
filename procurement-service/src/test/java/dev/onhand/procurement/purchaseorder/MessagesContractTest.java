package dev.onhand.procurement.purchaseorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.message.Json;
import dev.onhand.procurement.item.Items;
import dev.onhand.testkit.Contracts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every message that a history of purchase orders leads to fits its schema, and what others
/// publish can be read.
class MessagesContractTest {
  private static final String SERVICE = "procurement-service";

  @Test
  void every_message_told_of_purchase_orders_fits_its_schema() {
    var told = new ArrayList<Effect>();
    told.addAll(
        effects(
            Examples.after(
                Examples.request(Examples.terms()),
                Examples.delivery("LS-1", Examples.shirts(60), Examples.socks(3)),
                Examples.delivery("LS-2", Examples.shirts(46), Examples.caps(40)),
                Examples.record(
                    Examples.invoice(
                        "RE-1",
                        "743.20",
                        Examples.shirtsAt(106, "6.20"),
                        Examples.capsAt(40, "2.15"))))));
    told.addAll(effects(Examples.closed()));
    var names = new TreeSet<String>();
    for (var effect : told) {
      if (effect instanceof Effect.Publish message) {
        Contracts.assertValid(SERVICE, message.type(), Json.write(message.payload()));
        names.add(message.type());
      }
    }
    assertEquals(
        Set.of(
            "procurement.GoodsReceiptRecorded.v1",
            "procurement.PurchaseOrderClosed.v1",
            "procurement.PurchaseOrderPlaced.v1",
            "procurement.ReceiptExpected.v1",
            "procurement.SupplierInvoiceMatched.v1"),
        names);
  }

  @Test
  void receipts_expected_go_to_the_warehouse_by_location() {
    var expected =
        effects(Examples.placed()).stream()
            .filter(Effect.Publish.class::isInstance)
            .map(Effect.Publish.class::cast)
            .filter(message -> message.topic().equals("warehouse.requests"))
            .toList();
    assertEquals(1, expected.size());
    assertEquals("BER", expected.getFirst().key());
    assertEquals(Examples.ID, expected.getFirst().subject());
  }

  @Test
  void what_needs_a_person_is_raised_and_resolved_under_the_same_name() {
    var held =
        Examples.after(
            Examples.request(Examples.terms()),
            Examples.record(Examples.wholeInvoice()),
            Examples.delivery("LS-1", Examples.shirts(100), Examples.caps(40)));
    var raised = kinds(effects(held), true);
    var resolved = kinds(effects(held), false);
    assertEquals(Set.of("INVOICE_NOT_RECEIVED"), raised);
    assertEquals(Set.of("INVOICE_NOT_RECEIVED", "DELIVERY_OVERDUE"), resolved);
    assertEquals(Set.of("PURCHASE_ORDER_APPROVAL"), kinds(effects(Examples.declined()), true));
    assertEquals(Set.of("PURCHASE_ORDER_APPROVAL"), kinds(effects(Examples.declined()), false));
  }

  @Test
  void every_goods_received_of_a_warehouse_can_be_read() {
    for (var sample : samples(SERVICE, "GoodsReceived.v1")) {
      var message = read(sample, PurchaseOrderInbox.GoodsReceived.class);
      assertFalse(message.delivery().lines().isEmpty(), sample.file());
    }
  }

  @Test
  void every_supplier_invoice_can_be_read() {
    for (var sample : samples(SERVICE, "SupplierInvoiceReceived.v1")) {
      var message = read(sample, PurchaseOrderInbox.SupplierInvoiceReceived.class);
      assertEquals("EUR", message.invoice().total().getCurrencyUnit().getCode());
    }
  }

  @Test
  void every_item_of_inventory_can_be_read() {
    for (var sample : samples("inventory-service", "ItemDefined.v1")) {
      assertFalse(read(sample, Items.ItemDefined.class).sku().isBlank(), sample.file());
    }
  }

  private static List<Contracts.Sample> samples(String service, String message) {
    var samples = Contracts.samples(service, message);
    assertFalse(samples.isEmpty(), () -> "no samples of " + message + " in " + service);
    return samples;
  }

  private static <T> T read(Contracts.Sample sample, Class<T> type) {
    return Json.read(sample.json().getBytes(StandardCharsets.UTF_8), type);
  }

  private static Set<String> kinds(List<Effect> effects, boolean raised) {
    return effects.stream()
        .map(
            effect ->
                switch (effect) {
                  case Effect.RaiseException r when raised -> r.kind();
                  case Effect.ResolveException r when !raised -> r.kind();
                  case Effect.RaiseException _,
                      Effect.ResolveException _,
                      Effect.Publish _,
                      Effect.StartTimer _,
                      Effect.CancelTimer _ ->
                      "";
                })
        .filter(kind -> !kind.isEmpty())
        .collect(Collectors.toSet());
  }

  private static List<Effect> effects(List<PurchaseOrderEvent> events) {
    var effects = new ArrayList<Effect>();
    var order = PurchaseOrder.NONE;
    long version = 0;
    for (var event : events) {
      order = PurchaseOrderHistory.evolve(order, event);
      var recorded =
          new Recorded<>(
              new UUID(0, ++version),
              new StreamRef("purchase-order", Examples.ID),
              version,
              event,
              Examples.NOON,
              Examples.BUYER,
              "correlation",
              "cause");
      effects.addAll(PurchaseOrderReaction.react(recorded, order));
    }
    return effects;
  }
}
