package dev.onhand.reporting.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Empties the read models and the positions in one transaction. The feed notices at its next batch
/// and reads every topic again from the first message; until it is through, *data complete through*
/// is unknown and says so.
@ApplicationScoped
public class Rebuild {
  private static final String EMPTY =
      """
      select pg_advisory_xact_lock(hashtext('reporting.feed'));
      truncate feed_position, message, rejected_message, item, location, supplier, sales_order,
        order_line, order_hold, fulfillment_order, fulfillment_line, shipment, shipment_line,
        reservation, reservation_line, stock_movement, stock_position, availability, posting,
        return_order, return_line, purchase_order, purchase_order_line, receipt_line,
        exception_case;
      update source_progress set complete_through = null
      """;

  private final DataSource dataSource;

  Rebuild(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// Throws [SQLException] when the database is away; nothing was emptied then.
  public void begin() throws SQLException {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute(EMPTY);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }
}
