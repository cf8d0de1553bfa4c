package dev.onhand.fulfillment.carrier;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One service of a carrier with all versions of its terms, in the order they were set.
record CarrierService(String serviceId, List<Version> versions) {
  static final StreamType<SetTerms, CarrierService, Event> TYPE =
      StreamType.<SetTerms, CarrierService, Event>named("carrier-service", Event.class)
          .initial(new CarrierService("", List.of()))
          .decide(CarrierService::decide)
          .evolve(CarrierService::evolve)
          .project(CarrierServiceTable::save)
          .build();

  record Version(CarrierTerms terms, Instant effectiveFrom) {}

  record SetTerms(String serviceId, CarrierTerms terms, Instant effectiveFrom) {}

  sealed interface Event {
    record CarrierTermsSet(String serviceId, CarrierTerms terms, Instant effectiveFrom)
        implements Event {}
  }

  static Decision<Event> decide(SetTerms c, CarrierService service) {
    var now = service.inEffect(c.effectiveFrom());
    if (now.isPresent() && now.get().equals(c.terms())) return Decision.accept();
    return Decision.accept(new Event.CarrierTermsSet(c.serviceId(), c.terms(), c.effectiveFrom()));
  }

  static CarrierService evolve(CarrierService service, Event event) {
    return switch (event) {
      case Event.CarrierTermsSet e -> {
        var all = new ArrayList<>(service.versions());
        all.add(new Version(e.terms(), e.effectiveFrom()));
        yield new CarrierService(e.serviceId(), List.copyOf(all));
      }
    };
  }

  /// The terms at a time: of those in effect the latest; of two from the same time the last set.
  Optional<CarrierTerms> inEffect(Instant at) {
    Version latest = null;
    for (var version : versions) {
      if (version.effectiveFrom().isAfter(at)) continue;
      if (latest == null || !version.effectiveFrom().isBefore(latest.effectiveFrom())) {
        latest = version;
      }
    }
    return Optional.ofNullable(latest).map(Version::terms);
  }
}
