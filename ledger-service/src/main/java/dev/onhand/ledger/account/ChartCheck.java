package dev.onhand.ledger.account;

import dev.onhand.ledger.rules.PostingRules;
import dev.onhand.ledger.rules.RuleBook;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/// Refuses to start with posting rules that name an account the chart does not have: a posting to
/// nowhere would be found at the end of the month, not now.
@ApplicationScoped
class ChartCheck {

  private final AgroalDataSource dataSource;

  ChartCheck(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  void check(@Observes StartupEvent event) throws SQLException {
    Set<String> missing = new HashSet<>();
    for (PostingRules rules : RuleBook.load().versions()) {
      missing.addAll(rules.accounts());
    }
    try (var connection = dataSource.getConnection()) {
      Account.all(connection).forEach(account -> missing.remove(account.code()));
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("the chart of accounts lacks " + missing);
    }
  }
}
