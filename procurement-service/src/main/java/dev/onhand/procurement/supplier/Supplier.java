package dev.onhand.procurement.supplier;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.StreamType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A supplier as last defined. Its history is a stream; its present is on the compacted topic
/// `procurement.suppliers`.
///
/// @param leadTimeDays days from placing a purchase order to its delivery
public record Supplier(String name, String currency, int leadTimeDays) {

  static final String TOPIC = "procurement.suppliers";

  public sealed interface SupplierEvent {
    record SupplierDefined(Supplier supplier, Instant definedAt) implements SupplierEvent {}
  }

  /// Asks for a supplier to be as given; asking for what is there changes nothing.
  public record DefineSupplier(Supplier supplier, Instant at) {}

  /// Published: `procurement.SupplierDefined.v1`.
  record SupplierDefined(String supplierId, String name, String currency, int leadTimeDays) {}

  public static final StreamType<DefineSupplier, Optional<Supplier>, SupplierEvent> STREAM =
      StreamType.<DefineSupplier, Optional<Supplier>, SupplierEvent>named(
              "supplier", SupplierEvent.class)
          .initial(Optional.empty())
          .decide(Supplier::decide)
          .evolve(Supplier::evolve)
          .react(Supplier::react)
          .project(SupplierTable::save)
          .build();

  static Decision<SupplierEvent> decide(DefineSupplier command, Optional<Supplier> known) {
    if (known.filter(command.supplier()::equals).isPresent()) return Decision.accept();
    return Decision.accept(new SupplierEvent.SupplierDefined(command.supplier(), command.at()));
  }

  static Optional<Supplier> evolve(Optional<Supplier> known, SupplierEvent event) {
    return switch (event) {
      case SupplierEvent.SupplierDefined defined -> Optional.of(defined.supplier());
    };
  }

  static List<Effect> react(Recorded<SupplierEvent> recorded, Optional<Supplier> after) {
    var id = recorded.stream().id();
    return switch (recorded.event()) {
      case SupplierEvent.SupplierDefined e -> {
        var s = e.supplier();
        yield List.of(
            Effect.publish(
                TOPIC,
                id,
                "procurement.SupplierDefined.v1",
                new SupplierDefined(id, s.name(), s.currency(), s.leadTimeDays())));
      }
    };
  }
}
