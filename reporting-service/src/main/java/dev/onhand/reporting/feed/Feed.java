package dev.onhand.reporting.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The feed's thread. It ends only with the service: whatever goes wrong with broker or database is
/// said in the log, waited for and tried again from the position in the database.
@ApplicationScoped
class Feed {
  private static final Logger LOG = Logger.getLogger(Feed.class);
  private static final int BATCH_MESSAGES_MAX = 500;
  private static final int FETCH_BYTES_MIN = 64 * 1024;
  private static final int FETCH_WAIT_MS_MAX = 250;
  private static final int FETCH_BYTES_MAX = 8 * 1024 * 1024;
  private static final Duration STOP_MAX = Duration.ofSeconds(10);
  private static final long PAUSE_MS = 1_000;

  private final String bootstrapServers;
  private final DataSource dataSource;
  private final boolean enabled;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private volatile long behind;
  private Thread thread;

  Feed(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      @ConfigProperty(name = "onhand.feed.enabled", defaultValue = "true") boolean enabled,
      DataSource dataSource,
      MeterRegistry metrics) {
    this.bootstrapServers = bootstrapServers;
    this.enabled = enabled;
    this.dataSource = dataSource;
    metrics.gauge("onhand.feed.behind", this, feed -> feed.behind);
  }

  void start(@Observes StartupEvent started) {
    if (enabled) thread = Thread.ofPlatform().name("feed").start(this::run);
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    stop.countDown();
    var polling = consumer;
    if (polling != null) polling.wakeup();
    if (thread != null && !thread.join(STOP_MAX)) LOG.warn("the feed did not stop in time");
  }

  private void run() {
    while (stop.getCount() > 0) {
      try (var kafka = new KafkaConsumer<byte[], byte[]>(settings())) {
        consumer = kafka;
        var loop = new FeedLoop(kafka, new ReadModels(dataSource, new Projections()));
        while (stop.getCount() > 0) {
          if (!loop.runOnce()) pause();
          behind = loop.behind();
        }
      } catch (WakeupException _) {
        LOG.debug("the feed stops");
      } catch (ReadModels.PositionsMoved _) {
        LOG.info("the positions were moved by somebody else: reading on from them");
      } catch (SQLException | KafkaException e) {
        LOG.warnf("the feed waits and tries again: %s", e.getMessage());
        pause();
      } catch (RuntimeException | AssertionError e) {
        // The driver's batches answer a connection that ends under them with an AssertionError.
        LOG.error("the feed failed and tries again", e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      stop.await(PAUSE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Object> settings() {
    return Map.ofEntries(
        Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
        Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "reporting-feed"),
        Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
        Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
        Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_MESSAGES_MAX),
        Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES_MIN),
        Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS_MAX),
        Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX),
        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
  }
}
