package dev.onhand.inventory;

import dev.onhand.testkit.Infrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// The servers of the tests, with the topics of this service: they exist before the service starts.
public final class StockTopics implements QuarkusTestResourceLifecycleManager {
  private static final int PARTITIONS = 4;

  @Override
  public Map<String, String> start() {
    Infrastructure servers = Infrastructure.start();
    servers.createTopics(
        "inventory.commands",
        "inventory.log",
        "inventory.replies",
        "inventory.reservations",
        "inventory.movements",
        "inventory.dead-letter",
        "fulfillment.events",
        "procurement.events",
        "returns.events",
        "warehouse.events");
    for (var compacted :
        new String[] {"inventory.availability", "inventory.items", "inventory.locations"}) {
      servers.createCompactedTopic(compacted, PARTITIONS);
    }
    return servers.quarkusConfiguration();
  }

  @Override
  public void stop() {}
}
