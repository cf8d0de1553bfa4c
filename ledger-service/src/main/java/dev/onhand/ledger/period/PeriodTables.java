package dev.onhand.ledger.period;

import dev.onhand.platform.event.Current;
import dev.onhand.platform.event.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Puts the lock where entries are written: into the row of the chain's end.
final class PeriodTables implements Projection<Periods> {

  @Override
  public void save(Connection connection, List<Current<Periods>> changed) throws SQLException {
    String sql = "update journal_chain set closed_through = ? where entity = ?";
    try (var statement = connection.prepareStatement(sql)) {
      for (Current<Periods> current : changed) {
        statement.setObject(1, current.state().closedThrough().atDay(1));
        statement.setString(2, current.id());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
