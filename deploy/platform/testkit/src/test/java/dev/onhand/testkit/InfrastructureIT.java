package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class InfrastructureIT {

  @Test
  void servers_start_quickly_and_once_per_jvm() {
    var begun = Instant.now();
    var first = Infrastructure.start();
    var took = Duration.between(begun, Instant.now());
    assertEquals(first, Infrastructure.start());
    // generous: builds share their machine
    assertTrue(took.toSeconds() < 60, () -> "took " + took);
    System.getLogger("testkit").log(System.Logger.Level.INFO, "infrastructure ready in " + took);
  }

  @Test
  void the_database_streams_changes_to_an_ordinary_role() throws Exception {
    try (var connection = Infrastructure.start().connect();
        var statement = connection.createStatement()) {
      statement.execute("create table streamed (id int primary key)");
      statement.execute("create publication streamed for table streamed");
      statement.execute("select pg_create_logical_replication_slot('testkit', 'pgoutput')");
      statement.execute("select pg_drop_replication_slot('testkit')");
      try (var version = statement.executeQuery("show server_version_num")) {
        version.next();
        assertEquals(18, version.getInt(1) / 10_000);
      }
    }
  }

  @Test
  void topics_have_the_partitions_asked_for_and_may_exist_already() throws Exception {
    var infrastructure = Infrastructure.start();
    infrastructure.createTopic("testkit.topics", 3);
    infrastructure.createTopic("testkit.topics", 3);
    try (var admin = Admin.create(Map.of("bootstrap.servers", infrastructure.bootstrapServers()))) {
      var topic = admin.describeTopics(java.util.List.of("testkit.topics")).allTopicNames().get();
      assertEquals(3, topic.get("testkit.topics").partitions().size());
    }
  }
}
