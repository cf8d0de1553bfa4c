package dev.onhand.inventory.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jpountz.util.Native;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Makes the Kafka clients of this service. They read and write bytes, read only what is committed,
/// and never commit by themselves.
@ApplicationScoped
public class KafkaSettings {
  private static final Logger LOG = Logger.getLogger(KafkaSettings.class);
  private static final int SESSION_TIMEOUT_MS = 6_000;
  private static final int TRANSACTION_TIMEOUT_MS = 20_000;
  private static final int POLL_RECORDS_MAX = 10_000;
  private static final int RECOVERY_MS_MAX = 1_800_000;
  private static final int PRODUCER_BYTES_MAX = 16 << 20;

  /// Whoever gathers is sent at once what is more than this: it has much to catch up with.
  private static final int GATHERED_BYTES = 256 * 1024;

  static {
    compressNatively();
  }

  private final String bootstrapServers;
  private final Optional<String> instance;

  /// @param instance a name of its own for each running copy of this service, the same after a
  ///     restart: then a copy that comes back takes its partitions up again at once
  @Inject
  public KafkaSettings(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      @ConfigProperty(name = "onhand.instance") Optional<String> instance) {
    this.bootstrapServers = bootstrapServers;
    this.instance = instance;
  }

  /// The clients take the native lz4 if it is there already, or if they were loaded by the system's
  /// class loader, which Quarkus' clients are not. In Java it costs twice the processor's time.
  private static void compressNatively() {
    try {
      Native.load();
    } catch (UnsatisfiedLinkError | RuntimeException e) {
      LOG.infof("lz4 is compressed in Java: %s", e);
    }
  }

  /// For a copy without a name.
  public KafkaSettings(String bootstrapServers) {
    this(bootstrapServers, Optional.empty());
  }

  /// A member of a consumer group.
  ///
  /// @param reset what to do where there is no offset, or none that is there: `earliest` or `none`
  public KafkaConsumer<byte[], byte[]> groupConsumer(String group, String reset) {
    return open(member(group, reset));
  }

  /// A member of a consumer group that begins at the first record where the group has been nowhere
  /// yet, and would rather have much at a time than each record at once: less work
  /// for itself and for the broker.
  ///
  /// @param gathering how long the broker gathers what it sends
  public KafkaConsumer<byte[], byte[]> gatheringConsumer(String group, Duration gathering) {
    var settings = member(group, "earliest");
    gather(settings, gathering);
    return open(settings);
  }

  private static void gather(Map<String, Object> settings, Duration gathering) {
    settings.put("fetch.min.bytes", GATHERED_BYTES);
    settings.put("fetch.max.wait.ms", Math.toIntExact(gathering.toMillis()));
  }

  private Map<String, Object> member(String group, String reset) {
    Map<String, Object> settings = consumer();
    settings.put("group.id", group);
    settings.put("session.timeout.ms", SESSION_TIMEOUT_MS);
    settings.put("heartbeat.interval.ms", SESSION_TIMEOUT_MS / 3);
    settings.put("max.poll.interval.ms", RECOVERY_MS_MAX);
    settings.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    settings.put("auto.offset.reset", reset);
    instance.ifPresent(name -> settings.put("group.instance.id", name));
    return settings;
  }

  /// A name that no other running copy has; a restarted one has the same where it was given one.
  public String instanceOrUnique() {
    return instance.orElseGet(() -> UUID.randomUUID().toString());
  }

  /// A reader without a group, for partitions assigned to it; an offset that is not there is an
  /// error.
  public KafkaConsumer<byte[], byte[]> reader() {
    Map<String, Object> settings = consumer();
    settings.put("auto.offset.reset", "none");
    return open(settings);
  }

  /// A reader of partitions assigned to it, that can tell those who watch the lag how far it is.
  ///
  /// @param gathering how long the broker gathers what it sends
  public KafkaConsumer<byte[], byte[]> follower(String group, Duration gathering) {
    Map<String, Object> settings = consumer();
    settings.put("auto.offset.reset", "none");
    settings.put("group.id", group);
    gather(settings, gathering);
    return open(settings);
  }

  private Map<String, Object> consumer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("max.poll.records", POLL_RECORDS_MAX);
    settings.put("fetch.max.wait.ms", 100);
    settings.put("allow.auto.create.topics", false);
    return settings;
  }

  private static KafkaConsumer<byte[], byte[]> open(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// A producer that sends each record at once; a repeat by the client itself is recognized by the
  /// broker.
  public KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("delivery.timeout.ms", TRANSACTION_TIMEOUT_MS);
    settings.put("request.timeout.ms", 10_000);
    settings.put("max.block.ms", 5_000);
    settings.put("acks", "all");
    settings.put("linger.ms", 0);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// A producer for transactions; whoever opens one with the same id ends this one's life.
  public KafkaProducer<byte[], byte[]> transactionalProducer(String transactionalId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("transactional.id", transactionalId);
    settings.put("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
    settings.put("delivery.timeout.ms", TRANSACTION_TIMEOUT_MS);
    settings.put("request.timeout.ms", 10_000);
    settings.put("max.block.ms", TRANSACTION_TIMEOUT_MS);
    settings.put("acks", "all");
    settings.put("linger.ms", 5);
    settings.put("batch.size", 256 * 1024);
    settings.put("compression.type", "lz4");
    settings.put("buffer.memory", 2 * PRODUCER_BYTES_MAX);
    settings.put("max.request.size", PRODUCER_BYTES_MAX);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// A producer without transactions that gathers much before it sends.
  public KafkaProducer<byte[], byte[]> bulkProducer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("enable.idempotence", true);
    settings.put("acks", "all");
    settings.put("delivery.timeout.ms", TRANSACTION_TIMEOUT_MS);
    settings.put("request.timeout.ms", 10_000);
    settings.put("max.block.ms", TRANSACTION_TIMEOUT_MS);
    settings.put("linger.ms", 5);
    settings.put("batch.size", 256 * 1024);
    settings.put("compression.type", "lz4");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }
}
