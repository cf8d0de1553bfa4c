package dev.onhand.fulfillment.carrier;

import dev.onhand.fulfillment.carrier.CarrierChoice.Consignment;
import dev.onhand.fulfillment.carrier.CarrierChoice.Option;
import dev.onhand.platform.event.Current;
import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The table `carrier_service`: every service with all its versions. There are few.
public final class CarrierServiceTable {
  static final int SERVICES_MAX = 1_000;

  private CarrierServiceTable() {}

  static void save(Connection connection, List<Current<CarrierService>> changed)
      throws SQLException {
    var sql =
        "insert into carrier_service (id, document) values (?, ?::jsonb)"
            + " on conflict (id) do update set document = excluded.document";
    try (var statement = connection.prepareStatement(sql)) {
      for (var current : changed) {
        statement.setString(1, current.id());
        statement.setString(2, Json.write(current.state()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static List<CarrierService> all(Connection connection) throws SQLException {
    var services = new ArrayList<CarrierService>();
    try (var statement =
        connection.prepareStatement("select document from carrier_service order by id limit ?")) {
      statement.setInt(1, SERVICES_MAX);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var document = result.getString(1).getBytes(StandardCharsets.UTF_8);
          services.add(Json.read(document, CarrierService.class));
        }
      }
    }
    return services;
  }

  /// The options for a consignment by the terms in effect at a time.
  public static List<Option> options(Connection connection, Consignment consignment, Instant at)
      throws SQLException {
    return CarrierChoice.options(consignment, all(connection), at);
  }
}
