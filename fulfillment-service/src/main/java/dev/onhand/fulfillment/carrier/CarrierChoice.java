package dev.onhand.fulfillment.carrier;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// Which carrier services take some packages, cheapest first, and why the others do not.
public final class CarrierChoice {
  private CarrierChoice() {}

  /// Why a service is offered or passed over, in the order of checking.
  public enum Verdict {
    NOT_IN_EFFECT,
    COUNTRY_NOT_SERVED,
    SERVICE_LEVEL_NOT_OFFERED,
    TOO_HEAVY,
    OFFERED
  }

  /// What is to be sent: `country` may be null, then every country is served.
  public record Consignment(String country, String serviceLevel, List<Long> weightsGrams) {}

  /// `cost` and `transitDays` are null unless offered.
  public record Option(
      String serviceId,
      String carrier,
      String name,
      Verdict verdict,
      Money cost,
      Integer transitDays) {}

  /// Offered services first, by cost, days and id; amounts of different currencies are not
  /// compared but listed currency by currency.
  private static final Comparator<Option> ORDER =
      Comparator.comparing(Option::verdict)
          .reversed()
          .thenComparing(
              option -> option.cost() == null ? "" : option.cost().getCurrencyUnit().getCode())
          .thenComparing(option -> option.cost() == null ? 0L : option.cost().getAmountMinorLong())
          .thenComparing(option -> option.transitDays() == null ? 0 : option.transitDays())
          .thenComparing(Option::serviceId);

  static List<Option> options(Consignment consignment, List<CarrierService> services, Instant at) {
    return services.stream()
        .map(service -> option(consignment, service, at))
        .sorted(ORDER)
        .toList();
  }

  /// The best of the options, if any service is offered.
  public static Optional<Option> best(List<Option> options) {
    return options.stream().filter(option -> option.verdict() == Verdict.OFFERED).findFirst();
  }

  private static Option option(Consignment consignment, CarrierService service, Instant at) {
    var inEffect = service.inEffect(at).filter(CarrierTerms::active);
    if (inEffect.isEmpty()) {
      return new Option(service.serviceId(), null, null, Verdict.NOT_IN_EFFECT, null, null);
    }
    var terms = inEffect.get();
    var verdict = verdict(consignment, terms);
    boolean offered = verdict == Verdict.OFFERED;
    return new Option(
        service.serviceId(),
        terms.carrier(),
        terms.name(),
        verdict,
        offered ? terms.cost(consignment.weightsGrams()) : null,
        offered ? terms.transitDays() : null);
  }

  private static Verdict verdict(Consignment consignment, CarrierTerms terms) {
    var country = consignment.country();
    if (country != null && !terms.countries().contains(country)) {
      return Verdict.COUNTRY_NOT_SERVED;
    }
    if (!terms.serviceLevels().contains(consignment.serviceLevel())) {
      return Verdict.SERVICE_LEVEL_NOT_OFFERED;
    }
    boolean tooHeavy =
        consignment.weightsGrams().stream().anyMatch(grams -> grams > terms.weightGramsMax());
    return tooHeavy ? Verdict.TOO_HEAVY : Verdict.OFFERED;
  }
}
