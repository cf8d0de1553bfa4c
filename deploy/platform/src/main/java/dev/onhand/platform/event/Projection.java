package dev.onhand.platform.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Stores the current state of the streams that a transaction changed, inside that transaction.
/// Called once per stream type, with each changed stream once; use set-based statements.
@FunctionalInterface
public interface Projection<S> {
  void save(Connection connection, List<Current<S>> changed) throws SQLException;
}
