package dev.onhand.bench;

import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Wait;
import dev.onhand.local.verify.Endpoints;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// One run of the flow benchmark over a running stack, through its public interfaces.
final class FlowRun implements AutoCloseable {
  private static final double WARM_SHARE = 0.25;
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Settings settings;
  private final int orders;
  private final String run = Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
  private final BenchShop shop;
  private final BenchWarehouse warehouse;

  FlowRun(Settings settings, long seed, int orders) {
    this.settings = settings;
    this.orders = orders;
    this.shop = new BenchShop(settings, seed);
    this.warehouse = new BenchWarehouse(settings);
  }

  /// Items with stock for all orders, and the shop.
  void prepare() {
    shop.stockUp(orders);
    shop.open(run);
  }

  /// Publishes all orders at once.
  void place() {
    for (int n = 0; n < orders; n++) {
      var id = run + "-" + n;
      warehouse.publish(
          "channel.orders",
          BenchShop.CHANNEL + "/" + run + "/" + id,
          "channel.ChannelOrderPlaced.v1",
          shop.order(run, id));
    }
    warehouse.start();
  }

  /// Waits until every order is shipped, booked and reported.
  ///
  /// @return orders per second over the last three quarters
  double awaitReported(Duration patience, Consumer<String> say) {
    long began = System.nanoTime();
    long deadline = began + patience.toNanos();
    int warm = (int) (orders * WARM_SHARE);
    long warmAt = 0;
    long warmDone = 0;
    long tell = began;
    while (System.nanoTime() < deadline) {
      long done = reported();
      long now = System.nanoTime();
      if (warmAt == 0 && done >= warm) {
        warmAt = now;
        warmDone = done;
      }
      if (now >= tell || done >= orders) {
        say.accept(progress(done, (now - began) / 1e9));
        tell = now + 2_000_000_000L;
      }
      if (done >= orders) return (done - warmDone) / ((now - warmAt) / 1e9);
      Wait.until(LOOK_EVERY, () -> false);
    }
    throw new StackException("only " + reported() + " of " + orders + " orders were reported");
  }

  private String progress(long done, double seconds) {
    double rate = done / Math.max(seconds, 0.001);
    return "%4.0f s  shipped %d, reported and booked %d of %d (%.0f/s, %.0f s to go)"
        .formatted(
            seconds,
            warehouse.shipped(),
            done,
            orders,
            rate,
            rate == 0 ? 0 : (orders - done) / rate);
  }

  /// Orders that reporting shows as shipped and that are in the books with revenue and cost; both
  /// in one statement over reporting's read models, the last place that anything arrives at.
  private long reported() {
    var sql =
        """
        select count(*) from analytics.orders o
        where o.channel = ? and o.shop = ? and o.state in ('SHIPPED', 'DELIVERED', 'COMPLETED')
          and exists (select from analytics.postings p where p.order_id = o.order_id
                      and p.cause_type = 'fulfillment.ShipmentShipped')
          and exists (select from analytics.postings p where p.order_id = o.order_id
                      and p.cause_type = 'inventory.StockMoved')
        """;
    var reporting = Endpoints.of(settings).databases().get(Part.REPORTING.shortName());
    try (var connection =
            DriverManager.getConnection(reporting.url(), reporting.user(), reporting.password());
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, BenchShop.CHANNEL);
      statement.setString(2, run);
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    } catch (SQLException e) {
      throw new StackException("reporting's database cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
