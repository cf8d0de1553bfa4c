package dev.onhand.fulfillment.carrier;

import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import java.util.List;
import java.util.regex.Pattern;
import org.joda.money.Money;

/// What a carrier service takes, and for what price: a package costs `pricePerPackage` and
/// `pricePerKilogram` for each kilogram begun. `active` false withdraws the service.
record CarrierTerms(
    String carrier,
    String name,
    boolean active,
    List<String> countries,
    List<String> serviceLevels,
    long weightGramsMax,
    Money pricePerPackage,
    Money pricePerKilogram,
    int transitDays) {
  private static final int LIST_MAX = 300;
  private static final int TEXT_LENGTH_MAX = 200;
  private static final long WEIGHT_GRAMS_MAX = 100_000_000;
  private static final int TRANSIT_DAYS_MAX = 365;
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  CarrierTerms {
    text("carrier", carrier);
    text("name", name);
    countries = list("countries", countries);
    for (var country : countries) {
      if (!COUNTRY.matcher(country).matches())
        throw invalid("countries", "send ISO 3166-1 alpha-2");
    }
    serviceLevels = list("serviceLevels", serviceLevels);
    if (weightGramsMax < 1 || weightGramsMax > WEIGHT_GRAMS_MAX) {
      throw invalid("weightGramsMax", "send 1 to " + WEIGHT_GRAMS_MAX);
    }
    Require.present("pricePerPackage", pricePerPackage);
    Require.present("pricePerKilogram", pricePerKilogram);
    if (pricePerPackage.isNegative() || pricePerKilogram.isNegative()) {
      throw invalid("pricePerPackage", "send prices of at least 0");
    }
    if (!pricePerPackage.isSameCurrency(pricePerKilogram)) {
      throw invalid("pricePerKilogram", "send both prices in one currency");
    }
    if (transitDays < 0 || transitDays > TRANSIT_DAYS_MAX) {
      throw invalid("transitDays", "send 0 to " + TRANSIT_DAYS_MAX);
    }
  }

  /// The price of packages of these weights.
  Money cost(List<Long> weightsGrams) {
    var cost = Money.zero(pricePerPackage.getCurrencyUnit());
    for (long grams : weightsGrams) {
      long kilograms = Math.ceilDiv(grams, 1_000L);
      cost = cost.plus(pricePerPackage).plus(pricePerKilogram.multipliedBy(kilograms));
    }
    return cost;
  }

  private static List<String> list(String field, List<String> values) {
    var checked = Require.some(field, values);
    if (checked.size() > LIST_MAX) throw invalid(field, "send at most " + LIST_MAX);
    for (var value : checked) text(field, value);
    return checked;
  }

  private static void text(String field, String value) {
    Require.text(field, value);
    if (value.length() > TEXT_LENGTH_MAX) {
      throw invalid(field, "send at most " + TEXT_LENGTH_MAX + " characters");
    }
  }

  private static InvalidMessage invalid(String field, String fix) {
    return new InvalidMessage("INVALID_TERMS", field, fix);
  }
}
