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
  /// The zone is a literal, so that the planner can take the function apart; a ZoneId has no quote.
  private static final String BUSINESS_DAY =
      """
      create or replace function business_day(at timestamptz) returns date
        language sql stable strict parallel safe
      return (at at time zone '%s')::date
      """;

  private final ZoneId zone;
  private final DataSource dataSource;

  BusinessZone(
      @ConfigProperty(name = "onhand.business-zone", defaultValue = "UTC") String zone,
      DataSource dataSource) {
    this.zone = ZoneId.of(zone);
    this.dataSource = dataSource;
  }

  /// Row and function change together; whoever comes second waits and finds nothing to do.
  void store(@Observes StartupEvent started) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (var update =
              connection.prepareStatement("update business_zone set zone = ? where zone <> ?");
          var define = connection.createStatement()) {
        update.setString(1, zone.getId());
        update.setString(2, zone.getId());
        if (update.executeUpdate() > 0) define.execute(BUSINESS_DAY.formatted(zone.getId()));
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }
}
