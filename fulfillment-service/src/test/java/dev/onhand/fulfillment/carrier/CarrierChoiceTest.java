package dev.onhand.fulfillment.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.fulfillment.carrier.CarrierChoice.Consignment;
import dev.onhand.fulfillment.carrier.CarrierChoice.Option;
import dev.onhand.fulfillment.carrier.CarrierChoice.Verdict;
import dev.onhand.fulfillment.carrier.CarrierService.Event.CarrierTermsSet;
import dev.onhand.fulfillment.carrier.CarrierService.SetTerms;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.testkit.DeciderTest;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CarrierChoiceTest extends DeciderTest<SetTerms, CarrierService, CarrierService.Event> {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final CarrierTerms PARCEL = terms("DE", "standard", 31_500, "4.00", "0.50", 2);
  private static final CarrierTerms CHEAPER = terms("DE", "standard", 31_500, "3.00", "0.50", 2);

  CarrierChoiceTest() {
    super(CarrierService.TYPE);
  }

  @Test
  void terms_are_set_once() {
    given()
        .when(new SetTerms("dhl", PARCEL, NOON))
        .then(new CarrierTermsSet("dhl", PARCEL, NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void terms_that_hold_already_say_nothing_new() {
    given(new CarrierTermsSet("dhl", PARCEL, NOON))
        .when(new SetTerms("dhl", PARCEL, NOON.plusSeconds(60)))
        .thenNothing();
  }

  @Test
  void terms_take_effect_in_their_time_and_stay_known_for_the_time_before() {
    given(
            new CarrierTermsSet("dhl", CHEAPER, NOON.plusSeconds(60)),
            new CarrierTermsSet("dhl", PARCEL, NOON))
        .thenState(
            service -> {
              assertEquals(List.of(), service.inEffect(NOON.minusSeconds(1)).stream().toList());
              assertEquals(PARCEL, service.inEffect(NOON).orElseThrow());
              assertEquals(CHEAPER, service.inEffect(NOON.plusSeconds(60)).orElseThrow());
            });
  }

  @Test
  void of_two_from_the_same_time_the_last_set_holds() {
    given(new CarrierTermsSet("dhl", PARCEL, NOON), new CarrierTermsSet("dhl", CHEAPER, NOON))
        .thenState(service -> assertEquals(CHEAPER, service.inEffect(NOON).orElseThrow()));
  }

  @Test
  void a_package_costs_its_price_and_every_kilogram_begun() {
    assertEquals(eur("4.50"), PARCEL.cost(List.of(1L)));
    assertEquals(eur("4.50"), PARCEL.cost(List.of(1_000L)));
    assertEquals(eur("5.00"), PARCEL.cost(List.of(1_001L)));
    assertEquals(eur("9.50"), PARCEL.cost(List.of(1_000L, 1_001L)));
  }

  @Test
  void the_cheapest_that_takes_it_is_chosen_and_the_others_are_explained() {
    var options =
        options(
            new Consignment("DE", "standard", List.of(2_000L)),
            service("a-dear", PARCEL),
            service("b-cheap", CHEAPER),
            service("c-express", terms("DE", "express", 31_500, "1.00", "0.00", 1)),
            service("d-france", terms("FR", "standard", 31_500, "1.00", "0.00", 1)),
            service("e-letter", terms("DE", "standard", 1_000, "1.00", "0.00", 1)),
            service("f-gone", withdrawn()));
    assertEquals("b-cheap", CarrierChoice.best(options).orElseThrow().serviceId());
    assertEquals(
        List.of(
            "b-cheap OFFERED",
            "a-dear OFFERED",
            "e-letter TOO_HEAVY",
            "c-express SERVICE_LEVEL_NOT_OFFERED",
            "d-france COUNTRY_NOT_SERVED",
            "f-gone NOT_IN_EFFECT"),
        options.stream().map(option -> option.serviceId() + " " + option.verdict()).toList());
  }

  @Test
  void of_equal_costs_the_faster_is_chosen() {
    var options =
        options(
            new Consignment("DE", "standard", List.of(2_000L)),
            service("a", terms("DE", "standard", 31_500, "4.00", "0.50", 3)),
            service("b", PARCEL));
    assertEquals("b", CarrierChoice.best(options).orElseThrow().serviceId());
  }

  @Test
  void an_unknown_country_is_served_by_all() {
    var options = options(new Consignment(null, "standard", List.of(1L)), service("a", PARCEL));
    assertEquals(Verdict.OFFERED, options.getFirst().verdict());
  }

  @Test
  void nothing_may_suit() {
    var options = options(new Consignment("US", "standard", List.of(1L)), service("a", PARCEL));
    assertEquals(List.of(), CarrierChoice.best(options).stream().toList());
  }

  @Test
  void terms_that_make_no_sense_are_refused() {
    assertThrows(InvalidMessage.class, () -> terms("Germany", "standard", 1, "1", "1", 1));
    assertThrows(InvalidMessage.class, () -> terms("DE", "", 1, "1", "1", 1));
    assertThrows(InvalidMessage.class, () -> terms("DE", "standard", 0, "1", "1", 1));
    assertThrows(InvalidMessage.class, () -> terms("DE", "standard", 1, "-1", "1", 1));
    assertThrows(InvalidMessage.class, () -> terms("DE", "standard", 1, "1", "1", -1));
  }

  private static List<Option> options(Consignment consignment, CarrierService... services) {
    return CarrierChoice.options(consignment, List.of(services), NOON);
  }

  private static CarrierService service(String id, CarrierTerms terms) {
    return new CarrierService(id, List.of(new CarrierService.Version(terms, NOON)));
  }

  private static CarrierTerms withdrawn() {
    return new CarrierTerms(
        "dhl",
        "Parcel",
        false,
        List.of("DE"),
        List.of("standard"),
        31_500,
        eur("1.00"),
        eur("0.00"),
        1);
  }

  private static CarrierTerms terms(
      String country, String level, long weightMax, String price, String perKilogram, int days) {
    return new CarrierTerms(
        "dhl",
        "Parcel",
        true,
        List.of(country),
        List.of(level),
        weightMax,
        eur(price),
        eur(perKilogram),
        days);
  }

  private static Money eur(String amount) {
    return Money.parse("EUR " + amount);
  }
}
