package dev.onhand.ledger.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.ledger.journal.Cause;
import dev.onhand.ledger.journal.Fact;
import dev.onhand.ledger.rules.Booking;
import dev.onhand.ledger.rules.BookingKind;
import dev.onhand.ledger.rules.Part;
import dev.onhand.testkit.DeciderTest;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class OrderDeciderTest extends DeciderTest<OrderFact, OrderBooks, OrderEvent> {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final OrderTerms TERMS =
      new OrderTerms(
          "EUR",
          List.of(
              new OrderTerms.Line(
                  "A", "TEE", 2, Money.parse("EUR 20.00"), Money.parse("EUR 3.80"))),
          Money.parse("EUR 5.00"),
          Money.parse("EUR 0.95"));

  OrderDeciderTest() {
    super(OrderStream.ORDER);
  }

  @Test
  void an_order_is_opened_once() {
    given()
        .when(new OrderFact.Received("shopify"))
        .then(new OrderEvent.OrderOpened("shopify", 0))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void goods_that_moved_for_an_unknown_order_wait_for_its_channel() {
    var fact = new Fact(new Cause("inventory.StockMoved", "M-1"), "O-1", NOON, "moved");
    var booking = Booking.of(BookingKind.GOODS_ISSUE, Part.COST, Money.parse("EUR 4.00"));
    given()
        .when(new OrderFact.EntryWaits(fact, booking, NOON))
        .then(new OrderEvent.EntryHeld(new WaitingEntry(fact, booking), NOON))
        .thenState(books -> assertTrue(books.holds(fact.cause())))
        .when(new OrderFact.Received("shopify"))
        .then(new OrderEvent.OrderOpened("shopify", 1))
        .thenState(books -> assertFalse(books.holds(fact.cause())));
  }

  @Test
  void an_order_is_priced_once() {
    given(new OrderEvent.OrderOpened("shopify", 0))
        .when(new OrderFact.Accepted(TERMS))
        .then(new OrderEvent.OrderPriced(TERMS))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void shipping_is_charged_with_the_first_shipment_even_if_that_has_nothing_to_charge() {
    var nothing = List.of(new OrderFact.Units("Z", "UNKNOWN", 1));
    given(new OrderEvent.OrderPriced(TERMS))
        .when(new OrderFact.Shipped("S1", nothing))
        .thenState(
            books -> assertEquals(Money.parse("EUR 5.95"), books.receivable(CurrencyUnit.EUR)));
  }

  @Test
  void a_payment_in_another_currency_settles_nothing() {
    var all = List.of(new OrderFact.Units("A", "TEE", 2));
    given(new OrderEvent.OrderPriced(TERMS))
        .when(new OrderFact.Shipped("S1", all))
        .when(new OrderFact.Paid(Money.parse("USD 29.75"), Money.parse("USD 0.00")))
        .thenState(
            books -> {
              assertEquals(Money.parse("EUR 29.75"), books.receivable(CurrencyUnit.EUR));
              assertEquals(Money.parse("USD 29.75"), books.deposit(CurrencyUnit.USD));
            });
  }
}
