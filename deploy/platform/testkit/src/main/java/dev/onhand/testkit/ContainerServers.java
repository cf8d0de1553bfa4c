package dev.onhand.testkit;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/// The same two servers from container images, for whoever prefers an engine to embedded parts.
///
/// @param adminUrl JDBC address of the database `postgres` for the superuser
/// @param adminPassword of the superuser `postgres`
/// @param bootstrapServers the broker's address
record ContainerServers(String adminUrl, String adminPassword, String bootstrapServers) {

  private static final String NO_ENGINE =
      """
      -Pcontainers needs a container engine and none answers. Start Docker, or Podman with its API
      service, and export DOCKER_HOST=unix:///path/of/its.sock (for Podman also
      TESTCONTAINERS_RYUK_DISABLED=true). Or leave -Pcontainers out: the same tests run on
      embedded PostgreSQL and Kafka without any engine.\
      """;

  static ContainerServers start() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(NO_ENGINE);
    }
    var postgres = postgres();
    var kafka = kafka();
    // Ryuk, which would end them, does not run on every engine
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      postgres.stop();
                      kafka.stop();
                    }));
    return new ContainerServers(
        "jdbc:postgresql://%s:%d/postgres"
            .formatted(postgres.getHost(), postgres.getMappedPort(5432)),
        "postgres",
        kafka.getBootstrapServers());
  }

  @SuppressWarnings("resource") // ended by the shutdown hook
  private static PostgreSQLContainer postgres() {
    var container =
        new PostgreSQLContainer("postgres:18")
            .withDatabaseName("postgres")
            .withUsername("postgres")
            .withPassword("postgres")
            .withCommand(
                "postgres",
                "-c",
                "wal_level=logical",
                "-c",
                "max_connections=200",
                "-c",
                "max_replication_slots=20",
                "-c",
                "max_wal_senders=20",
                "-c",
                "fsync=off");
    container.start();
    return container;
  }

  @SuppressWarnings("resource") // ended by the shutdown hook
  private static KafkaContainer kafka() {
    var container =
        new KafkaContainer(DockerImageName.parse("apache/kafka:4.1.2"))
            .withEnv("KAFKA_NUM_PARTITIONS", "" + Infrastructure.TOPIC_PARTITIONS)
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1")
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "1")
            .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "500");
    container.start();
    return container;
  }
}
