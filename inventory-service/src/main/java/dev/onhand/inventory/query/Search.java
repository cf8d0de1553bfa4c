package dev.onhand.inventory.query;

import java.util.ArrayList;
import java.util.List;

/// A query that grows by the conditions that were asked for, and no others: the planner sees what
/// it needs and uses the index that fits.
final class Search {
  private final StringBuilder sql;
  private final List<Object> parameters;

  /// @param head ends with its first condition
  Search(String head, Object... parameters) {
    sql = new StringBuilder(head);
    this.parameters = new ArrayList<>(List.of(parameters));
  }

  /// @param condition with one question mark
  void and(String condition, Object parameter) {
    sql.append(" and ").append(condition).append('\n');
    parameters.add(parameter);
  }

  String sql(String tail) {
    return sql + tail;
  }

  Object[] parameters() {
    return parameters.toArray();
  }
}
