package dev.onhand.fulfillment.fulfillmentorder;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Gives out SSCCs of the company's prefix. Serials are taken from the database in blocks; what
/// is left of a block when the process ends is never used.
@ApplicationScoped
class SsccSeries {
  /// The increment of the database's sequence.
  static final int BLOCK_SERIALS = 1_000;

  private final String companyPrefix;
  private long next;
  private long left;

  SsccSeries(
      @ConfigProperty(name = "onhand.gs1.company-prefix", defaultValue = "4012345")
          String companyPrefix) {
    this.companyPrefix = companyPrefix;
  }

  /// A sequence is not part of the transaction, so a block taken by one that rolls back is fine.
  synchronized List<Sscc> take(int count, Connection connection) throws SQLException {
    var taken = new ArrayList<Sscc>(count);
    while (taken.size() < count) {
      if (left == 0) takeBlock(connection);
      taken.add(Sscc.of(companyPrefix, next++));
      left--;
    }
    return taken;
  }

  private void takeBlock(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select nextval('sscc_block')");
        var result = statement.executeQuery()) {
      result.next();
      next = result.getLong(1);
      left = BLOCK_SERIALS;
    }
  }
}
