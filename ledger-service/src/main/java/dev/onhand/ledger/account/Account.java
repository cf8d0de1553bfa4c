package dev.onhand.ledger.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// One account of the chart.
///
/// @param section where it stands in the profit and loss account; null on the balance sheet
public record Account(String code, String name, Type type, Section section) {

  /// What kind of thing an account counts.
  public enum Type {
    ASSET,
    LIABILITY,
    EQUITY,
    REVENUE,
    EXPENSE
  }

  /// The sections of the profit and loss account, in their order.
  public enum Section {
    NET_REVENUE,
    COST_OF_SALES,
    OPERATING_EXPENSES
  }

  /// The whole chart, by code.
  public static List<Account> all(Connection connection) throws SQLException {
    String sql = "select code, name, type, section from account order by code";
    List<Account> accounts = new ArrayList<>();
    try (var statement = connection.prepareStatement(sql);
        var result = statement.executeQuery()) {
      while (result.next()) {
        String section = result.getString(4);
        accounts.add(
            new Account(
                result.getString(1),
                result.getString(2),
                Type.valueOf(result.getString(3)),
                section == null ? null : Section.valueOf(section)));
      }
    }
    return accounts;
  }
}
