package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.terms;
import static dev.onhand.order.order.OrderStory.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.ChannelTax;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// The taxes a line was charged are kept as they were, and refunds give back their shares.
class TaxSharesTest {
  private static ChannelTax tax(String name, String rate, String amount) {
    return new ChannelTax(name, "US-CA", new BigDecimal(rate), Money.parse(amount));
  }

  private static OrderLine line(String id, String sku, String net, List<ChannelTax> taxes) {
    var sum = taxes.stream().map(ChannelTax::amount).reduce(Money::plus).orElseThrow();
    var price = Money.parse(net);
    return new OrderLine(
        id,
        sku,
        sku,
        3,
        price.dividedBy(3, java.math.RoundingMode.DOWN),
        price,
        sum,
        OrderLine.Kind.SHIPPED,
        taxes);
  }

  private static OrderStory story() {
    var state = tax("State", "0.0725", "EUR 2.18");
    var city = tax("City", "0.0125", "EUR 0.38");
    var reduced = tax("Reduced", "0.07", "EUR 0.70");
    return new OrderStory()
        .received(
            terms()
                .lines(
                    line("1", "TEE", "EUR 30.00", List.of(state, city)),
                    line("2", "CAP", "EUR 10.00", List.of(reduced))));
  }

  @Test
  void the_snapshot_is_kept_with_the_line_and_told() {
    var accepted = story().message(OrderMessages.OrderAccepted.class);
    var told = accepted.lines().getFirst().taxes();
    assertEquals(List.of("State", "City"), told.stream().map(OrderMessages.Tax::name).toList());
    assertEquals("0.0725", told.getFirst().rate());
    assertEquals("US-CA", told.getFirst().jurisdiction());
  }

  @Test
  void units_that_are_called_off_give_back_their_own_taxes() {
    var story = story();
    var cancel = List.of(units("1", 1));
    story.when(new OrderCommand.CancelLines("c", cancel, "why", "clerk", story.now()));
    var refund = story.message(OrderMessages.RefundGranted.class);
    // a third of 30.00 + 2.56
    assertEquals(eur("10.86"), refund.amount());
    assertEquals(refund.amount(), refund.net().plus(refund.tax()));
    assertEquals(List.of("State", "City"), refund.taxes().stream().map(t -> t.name()).toList());
    assertEquals(refund.tax(), sum(refund));
  }

  @Test
  void a_return_of_one_line_gives_back_only_its_taxes() {
    var story = story().reserved().shipped("s", "f", units("1", 3), units("2", 3));
    var back = new LineQuantity("2", null, 3);
    story.when(
        new OrderCommand.RequestRefund(
            new Refund(
                "r",
                "ret",
                eur("10.70"),
                eur("10.00"),
                eur("0.70"),
                RefundReason.RETURN,
                List.of(back)),
            story.now()));
    var refund = story.message(OrderMessages.RefundGranted.class);
    assertEquals(List.of("Reduced"), refund.taxes().stream().map(t -> t.name()).toList());
    assertEquals(eur("0.70"), sum(refund));
  }

  @Test
  void a_cancellation_of_all_gives_back_every_tax_and_not_a_cent_more() {
    var refund = story().cancel().message(OrderMessages.RefundGranted.class);
    assertEquals(refund.tax(), sum(refund));
    assertEquals(3, refund.taxes().size());
  }

  private static Money sum(OrderMessages.RefundGranted refund) {
    return refund.taxes().stream().map(OrderMessages.Tax::amount).reduce(Money::plus).orElseThrow();
  }

  // ---- rounding

  @Test
  void shares_come_to_the_whole_in_every_currency() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      var currency = org.joda.money.CurrencyUnit.of(List.of("JPY", "EUR", "KWD").get(round % 3));
      var taxes =
          IntStream.rangeClosed(0, random.nextInt(4))
              .mapToObj(
                  i ->
                      new ChannelTax(
                          "t" + i, null, null, Money.ofMinor(currency, random.nextInt(1_000))))
              .toList();
      var whole = Money.ofMinor(currency, random.nextInt(5_000));
      var told = taxes.stream().map(ChannelTax::amount).reduce(Money::plus).orElseThrow();
      var fitting = ChannelTax.fitting(whole, taxes);
      var sum = fitting.stream().map(ChannelTax::amount).reduce(Money::plus).orElseThrow();
      assertEquals(whole, sum, "seed " + seed);
      for (int i = 0; i < taxes.size() && told.isPositive(); i++) {
        var exact =
            whole
                .getAmount()
                .multiply(taxes.get(i).amount().getAmount())
                .divide(told.getAmount(), 12, java.math.RoundingMode.HALF_EVEN);
        var off = fitting.get(i).amount().getAmount().subtract(exact).abs();
        var unit = BigDecimal.ONE.movePointLeft(currency.getDecimalPlaces());
        assertTrue(off.compareTo(unit) < 0, "seed " + seed + ": less than one minor unit");
      }
    }
  }

  @Test
  void a_price_that_was_overridden_keeps_the_kinds_of_tax_with_other_amounts() {
    var line =
        line(
            "1",
            "TEE",
            "EUR 30.00",
            List.of(tax("A", "0.05", "EUR 1.00"), tax("B", "0.1", "EUR 2.00")));
    var priced = line.priced(eur("15.00"), eur("1.00"));
    assertEquals(
        List.of(eur("0.33"), eur("0.67")),
        priced.taxes().stream().map(ChannelTax::amount).toList());
  }
}
