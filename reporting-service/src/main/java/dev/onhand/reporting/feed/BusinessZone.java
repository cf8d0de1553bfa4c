package dev.onhand.reporting.feed;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Tells the database in which zone a business day begins; a zone nobody knows ends the start.
@ApplicationScoped
class BusinessZone {
  private final ZoneId zone;
  private final DataSource dataSource;

  BusinessZone(
      @ConfigProperty(name = "onhand.business-zone", defaultValue = "UTC") String zone,
      DataSource dataSource) {
    this.zone = ZoneId.of(zone);
    this.dataSource = dataSource;
  }

  void store(@Observes StartupEvent started) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement =
            connection.prepareStatement("update business_zone set zone = ? where zone <> ?")) {
      statement.setString(1, zone.getId());
      statement.setString(2, zone.getId());
      statement.executeUpdate();
    }
  }
}
