package dev.onhand.testkit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.platform.message.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/// Shows which messages a service has published, without a connector.
///
/// Messages are in the database's log alone. [#install()] reads it from then on, in the background,
/// in a slot of its own; a question is answered when all that was committed before it has been
/// read. A transaction that rolls back publishes nothing. Call it in `@BeforeEach`, after the
/// migration.
public final class OutboxCapture {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, OutboxCapture> INSTALLED = new ConcurrentHashMap<>();

  private final OutboxLog log;
  private final List<TestMessage> captured = new ArrayList<>();
  private int forwarded;

  private OutboxCapture(Infrastructure infrastructure) {
    log = OutboxLog.read(infrastructure, this::capture);
  }

  /// Begins to read the tests' database; may be repeated.
  public static OutboxCapture install() {
    return install(Infrastructure.start());
  }

  /// Begins to read any database; may be repeated.
  public static OutboxCapture install(Infrastructure infrastructure) {
    return INSTALLED.computeIfAbsent(
        infrastructure.jdbcUrl(), _ -> new OutboxCapture(infrastructure));
  }

  private synchronized void capture(byte[] content) {
    captured.add(message(content));
  }

  /// Everything published so far, in order of commit.
  public List<TestMessage> all() {
    return find(_ -> true);
  }

  /// What was published about one subject.
  public List<TestMessage> about(String subject) {
    return find(message -> subject.equals(message.subject()));
  }

  /// What was published about one subject, of one type.
  public List<TestMessage> about(String subject, String type) {
    return find(message -> subject.equals(message.subject()) && type.equals(message.type()));
  }

  /// What was published of one type.
  public List<TestMessage> ofType(String type) {
    return find(message -> type.equals(message.type()));
  }

  /// Waits for the first message of a type about a subject.
  public TestMessage awaitOne(String type, String subject) {
    var found = new AtomicReference<TestMessage>();
    await(type + " about " + subject)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              about(subject, type).stream().findFirst().ifPresent(found::set);
              return found.get() != null;
            });
    return found.get();
  }

  /// Forgets what was captured; a test that shares its database with others should not need it.
  public void clear() {
    log.awaitAll();
    synchronized (this) {
      captured.clear();
      forwarded = 0;
    }
  }

  /// The oldest messages not yet handed to a relay; they count as handed over from now on.
  synchronized List<TestMessage> takeUnforwarded(int max) {
    int end = Math.min(captured.size(), forwarded + max);
    var taken = List.copyOf(captured.subList(forwarded, end));
    forwarded = end;
    return taken;
  }

  private List<TestMessage> find(Predicate<TestMessage> wanted) {
    log.awaitAll();
    synchronized (this) {
      return captured.stream().filter(wanted).toList();
    }
  }

  /// As the connector's transformation makes it.
  private static TestMessage message(byte[] content) {
    int end = 0;
    while (content[end] != '\n') end++;
    var address = Json.read(Arrays.copyOf(content, end), JsonNode.class);
    var headers = new LinkedHashMap<String, String>();
    for (var field : address.properties()) headers.put(field.getKey(), field.getValue().asText());
    var topic = headers.remove("topic");
    var key = headers.remove("key");
    var payload = Arrays.copyOfRange(content, end + 1, content.length);
    return new TestMessage(topic, key, headers, payload);
  }
}
