package dev.onhand.ledger.journal;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/// The one fact that an entry stands for.
///
/// @param type the message type that bears the value, without version
///     (`fulfillment.ShipmentShipped`)
/// @param id the fact's own identity within that type (a shipment id, a movement id)
public record Cause(String type, String id) {

  private static final UUID NAMESPACE = UUID.fromString("0e9ee19b-e0e6-5f62-b615-7d3ed4a9a28f");

  public Cause {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
  }

  /// The id of the entry: a function of the cause alone, so that a repeated fact meets its own
  /// entry instead of making a second one.
  public UUID entryId() {
    NameBasedGenerator names = Generators.nameBasedGenerator(NAMESPACE);
    return names.generate((type + "/" + id).getBytes(StandardCharsets.UTF_8));
  }
}
