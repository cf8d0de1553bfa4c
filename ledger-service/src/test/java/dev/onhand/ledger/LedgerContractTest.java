package dev.onhand.ledger;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.ledger.journal.Cause;
import dev.onhand.ledger.journal.Journal;
import dev.onhand.ledger.order.OrderHandlers;
import dev.onhand.ledger.payable.InvoiceHandlers;
import dev.onhand.ledger.rules.PostingRules;
import dev.onhand.ledger.rules.RuleBook;
import dev.onhand.ledger.stock.StockHandlers;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.inbox.DirectDelivery;
import dev.onhand.platform.inbox.WaitsFor;
import dev.onhand.platform.message.Json;
import dev.onhand.testkit.Contracts;
import dev.onhand.testkit.TestMessage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What this service promises, and what it reads of the promises of others.
class LedgerContractTest {

  private static final String SERVICE = "ledger-service";
  private static final String TYPE = "ledger.JournalEntryPosted.v1";

  @Test
  void the_contract_is_whole() {
    Contracts.assertEverySampleValidates(SERVICE);
    Contracts.assertEverySchemaHasASample(SERVICE);
    Contracts.assertAsyncApiNamesEveryMessage(SERVICE);
  }

  @Test
  void samples_have_the_entry_ids_of_their_causes_and_balance() {
    Set<String> accounts = new TreeSet<>();
    RuleBook.load().versions().stream().map(PostingRules::accounts).forEach(accounts::addAll);
    for (Contracts.Sample sample : Contracts.samples(SERVICE)) {
      JsonNode json = json(sample.json());
      var cause = new Cause(json.get("causeType").asText(), json.get("causeId").asText());
      assertEquals(cause.entryId().toString(), json.get("entryId").asText(), sample.file());
      long sum = 0;
      for (JsonNode posting : json.get("postings")) {
        long minor =
            new BigDecimal(posting.at("/amount/amount").asText())
                .movePointRight(2)
                .longValueExact();
        sum += posting.get("side").asText().equals("DEBIT") ? minor : -minor;
        assertFalse(!accounts.contains(posting.get("account").asText()), sample.file());
      }
      assertEquals(0, sum, sample.file());
    }
  }

  @Test
  void every_published_entry_fits_its_schema() throws SQLException {
    for (long seed = 1; seed <= 5; seed++) {
      var work = new MemoryWork();
      var delivery = delivery();
      for (RandomBusiness.Sent sent : new RandomBusiness(seed, "eu").messages(40)) {
        delivery.deliver(sent.message(), work);
      }
      int published = 0;
      for (Effect effect : work.effects()) {
        if (effect instanceof Effect.Publish p) {
          assertEquals(TYPE, p.type());
          assertEquals("ledger.events", p.topic());
          Contracts.assertValid(SERVICE, TYPE, Json.write(p.payload()));
          assertEquals(p.subject(), json(Json.write(p.payload())).get("entryId").asText());
          published++;
        }
      }
      assertFalse(published == 0, "nothing published");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "order-service, order.OrderReceived.v1",
    "order-service, order.OrderAccepted.v1",
    "order-service, order.OrderReleased.v1",
    "order-service, order.PaymentReceived.v1",
    "order-service, order.RefundGranted.v1",
    "order-service, order.RefundPaid.v1",
    "order-service, payment.PaymentCaptured.v1",
    "order-service, payment.PaymentRefunded.v1",
    "fulfillment-service, fulfillment.ShipmentShipped.v1",
    "inventory-service, inventory.StockMoved.v1",
    "inventory-service, inventory.ItemDefined.v1",
    "procurement-service, procurement.GoodsReceiptRecorded.v1",
    "procurement-service, procurement.SupplierInvoiceMatched.v1",
  })
  void every_sample_of_a_producer_is_read_and_booked_or_waits(String producer, String type) {
    var samples = Contracts.samples(producer, type);
    assertFalse(samples.isEmpty(), "no samples of " + type);
    for (Contracts.Sample sample : samples) {
      assertDoesNotThrow(
          () -> {
            try {
              delivery().deliver(TestMessage.of(type, "subject", sample.json()), new MemoryWork());
            } catch (WaitsFor waits) {
              assertNotNull(DirectDelivery.key(waits));
            }
          },
          sample.file());
    }
  }

  @Test
  void fields_nobody_told_us_about_are_ignored() throws SQLException {
    var work = new MemoryWork();
    var message = Map.of("orderId", "O-1", "channel", "shopify", "giftWrap", Map.of("color", 1));
    delivery().deliver(TestMessage.of("order.OrderReceived.v1", "O-1", message), work);
    assertEquals(1, work.recorded().size());
  }

  private static DirectDelivery delivery() {
    Journal journal = new Journal();
    return new DirectDelivery(
        OrderHandlers.of(journal), StockHandlers.of(journal), InvoiceHandlers.of(journal));
  }

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
