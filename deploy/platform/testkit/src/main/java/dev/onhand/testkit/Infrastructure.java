package dev.onhand.testkit;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.postgresql.PGProperty;

/// A running PostgreSQL 18 and a running Kafka broker, the same ones for all tests of a JVM.
///
/// [#start()] is idempotent and safe from any class loader. There is no need to stop anything: both
/// servers end with the JVM and remove their folders.
///
/// @param jdbcUrl of a database that belongs to `username`
/// @param username an ordinary role that may replicate, as the services have in production
/// @param password of that role
/// @param bootstrapServers of the broker
public record Infrastructure(
    String jdbcUrl, String username, String password, String bootstrapServers) {

  /// System property that selects container images instead of embedded servers.
  public static final String CONTAINERS = "onhand.containers";

  static final int TOPIC_PARTITIONS = 4;

  /// Starts both servers unless they run already, and waits until both answer.
  ///
  /// @throws IllegalStateException when a server does not start; the message says what to do
  public static Infrastructure start() {
    var settings = startInSystemClassLoader();
    return new Infrastructure(
        settings.get("jdbcUrl"),
        settings.get("username"),
        settings.get("password"),
        settings.get("bootstrapServers"));
  }

  /// A connection of the ordinary role, to be closed by the caller.
  public Connection connect() throws SQLException {
    return connect(new Properties());
  }

  /// As [#connect()], with more properties of the driver.
  Connection connect(Properties more) throws SQLException {
    var properties = new Properties();
    properties.putAll(more);
    PGProperty.USER.set(properties, username);
    PGProperty.PASSWORD.set(properties, password);
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  /// The same servers with another, empty database.
  public Infrastructure withDatabase(String name) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("database " + name + ": " + e.getMessage(), e);
    }
    var url = jdbcUrl.substring(0, jdbcUrl.lastIndexOf('/') + 1) + name;
    return new Infrastructure(url, username, password, bootstrapServers);
  }

  /// Creates a topic; one that exists already is left as it is.
  public void createTopic(String name, int partitions) {
    createTopics(List.of(new NewTopic(name, partitions, (short) 1)));
  }

  /// Creates a topic of which only the last record per key is kept.
  public void createCompactedTopic(String name, int partitions) {
    var topic = new NewTopic(name, partitions, (short) 1);
    createTopics(List.of(topic.configs(Map.of("cleanup.policy", "compact"))));
  }

  /// Creates topics with the usual number of partitions.
  public void createTopics(String... names) {
    var topics = new ArrayList<NewTopic>();
    for (var name : names) {
      topics.add(new NewTopic(name, TOPIC_PARTITIONS, (short) 1));
    }
    createTopics(topics);
  }

  private void createTopics(List<NewTopic> topics) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      for (var result : admin.createTopics(topics).values().values()) {
        try {
          result.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new IllegalStateException("topic not created", e.getCause());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// What a Quarkus application has to be told to use these servers and the test key.
  public Map<String, String> quarkusConfiguration() {
    return Map.ofEntries(
        Map.entry("quarkus.devservices.enabled", "false"),
        Map.entry("quarkus.datasource.jdbc.url", jdbcUrl),
        Map.entry("quarkus.datasource.username", username),
        Map.entry("quarkus.datasource.password", password),
        Map.entry("kafka.bootstrap.servers", bootstrapServers),
        Map.entry("mp.jwt.verify.publickey.location", TestKeys.publicKeyFile().toUri().toString()),
        Map.entry("mp.jwt.verify.issuer", TestTokens.ISSUER),
        Map.entry("mp.jwt.verify.audiences", TestTokens.AUDIENCE),
        Map.entry("quarkus.log.category.\"kafka\".level", "WARN"),
        Map.entry("quarkus.log.category.\"org.apache.kafka\".level", "WARN"),
        Map.entry("quarkus.log.category.\"state.change.logger\".level", "WARN"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> startInSystemClassLoader() {
    var thread = Thread.currentThread();
    var callers = thread.getContextClassLoader();
    // Testcontainers looks its parts up in the context class loader.
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    try {
      var shared =
          Class.forName(
              "dev.onhand.testkit.SharedServers", true, ClassLoader.getSystemClassLoader());
      var start = shared.getDeclaredMethod("start");
      start.setAccessible(true);
      return (Map<String, String>) start.invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the test kit is not on the class path of this JVM", e);
    } finally {
      thread.setContextClassLoader(callers);
    }
  }
}
