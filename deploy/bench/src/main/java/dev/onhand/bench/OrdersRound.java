package dev.onhand.bench;

import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Running;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Stack;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Wait;
import dev.onhand.local.verify.Database;
import dev.onhand.local.verify.Endpoints;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// One backlog, taken by the order service and by the yardstick, one after the other.
final class OrdersRound {
  static final String TOPIC = "channel.orders";

  /// Records that the service takes with one transaction, and so the yardstick too.
  static final int BATCH = 250;

  private static final double WARM_SHARE = 0.25;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Stack stack;
  private final BenchShop shop;
  private final Database database;
  private final Settings settings;
  private final int orders;
  private final String run = Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);

  /// Orders per second over the last three quarters, and processor time per order.
  record Rates(double intake, double insert, double serviceMicros, double postgresMicros) {}

  OrdersRound(Stack stack, Settings settings, long seed, int orders) {
    this.stack = stack;
    this.settings = settings;
    this.orders = orders;
    this.shop = new BenchShop(settings, seed);
    this.database = Endpoints.of(settings).databases().get(Part.ORDER.shortName());
  }

  /// Stock for all rounds and a shop for each; waits until the order service knows the items.
  void prepare(int rounds) {
    shop.stockUp(orders * rounds);
    for (int number = 0; number < rounds; number++) shop.open(name(number));
    var known = "select count(*) from known_sku where pool = ?";
    if (!Wait.until(PATIENCE, () -> number(known, BenchShop.POOL) >= BenchShop.ITEMS)) {
      throw new StackException("the order service does not learn the items");
    }
  }

  private String name(int number) {
    return run + "-" + number;
  }

  /// The service stands still while the backlog is written. Who reads it first changes with each
  /// round.
  Rates run(int number, InsertRun insert) {
    var service = stack.running(Part.ORDER).orElseThrow();
    boolean insertFirst = number % 2 == 0;
    service.signal("STOP");
    double inserted = 0;
    try {
      publish(name(number));
      if (insertFirst) inserted = insert.take(orders);
    } finally {
      service.signal("CONT");
    }
    var postgres = stack.running(Part.POSTGRES).orElseThrow();
    long serviceBefore = cpuMicros(service);
    long postgresBefore = cpuMicros(postgres);
    awaitStored(name(number));
    double serviceMicros = (cpuMicros(service) - serviceBefore) / (double) orders;
    double postgresMicros = (cpuMicros(postgres) - postgresBefore) / (double) orders;
    if (!insertFirst) inserted = insert.take(orders);
    return new Rates(rate(name(number)), inserted, serviceMicros, postgresMicros);
  }

  private void publish(String name) {
    Map<String, Object> producing =
        Map.of("bootstrap.servers", settings.kafka(), "acks", "all", "linger.ms", 20);
    try (var producer =
        new KafkaProducer<>(producing, new StringSerializer(), new StringSerializer())) {
      for (int n = 0; n < orders; n++) {
        var id = name + "-" + n;
        var key = BenchShop.CHANNEL + "/" + name + "/" + id;
        var message = new ProducerRecord<>(TOPIC, key, shop.order(name, id).toString());
        headers(key)
            .forEach(
                (header, text) ->
                    message.headers().add(header, text.getBytes(StandardCharsets.UTF_8)));
        producer.send(message);
      }
    }
  }

  private static Map<String, String> headers(String subject) {
    return Map.of(
        "ce_specversion",
        "1.0",
        "ce_id",
        UUID.randomUUID().toString(),
        "ce_source",
        "/outside/bench",
        "ce_type",
        "channel.ChannelOrderPlaced.v1",
        "ce_subject",
        subject,
        "ce_time",
        Instant.now().toString(),
        "content-type",
        "application/json");
  }

  private void awaitStored(String name) {
    var sql = "select count(*) from orders where channel = '%s' and shop = ?";
    LongSupplier stored = () -> number(sql.formatted(BenchShop.CHANNEL), name);
    long began = System.nanoTime();
    var tellAt = new long[] {began};
    boolean all =
        Wait.until(
            PATIENCE,
            () -> {
              long done = stored.getAsLong();
              long now = System.nanoTime();
              if (now >= tellAt[0]) {
                double rate = done / ((now - began) / 1e9);
                System.err.printf(
                    "  %d of %d orders, %.0f/s, %.0f s to go%n",
                    done, orders, rate, rate == 0 ? 0 : (orders - done) / rate);
                tellAt[0] = now + 2_000_000_000L;
              }
              return done >= orders || Wait.until(LOOK_EVERY, () -> false);
            });
    if (!all) throw new StackException("only " + stored.getAsLong() + " orders were stored");
  }

  /// From the moments at which each order's first event was appended.
  private double rate(String name) {
    var sql =
        """
        select extract(epoch from e.recorded_at) from orders o
        join event e on e.stream = 'order/' || o.order_id and e.version = 1
        where o.channel = '%s' and o.shop = ? order by 1
        """
            .formatted(BenchShop.CHANNEL);
    var seconds = numbers(sql, name);
    if (seconds.size() != orders) {
      throw new StackException("%d orders are %d".formatted(orders, seconds.size()));
    }
    int warm = (int) (orders * WARM_SHARE);
    return (orders - warm) / (seconds.getLast() - seconds.get(warm));
  }

  private long number(String sql, String parameter) {
    return numbers(sql, parameter).getFirst().longValue();
  }

  private List<Double> numbers(String sql, String parameter) {
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      var numbers = new ArrayList<Double>();
      try (var row = statement.executeQuery()) {
        while (row.next()) numbers.add(row.getDouble(1));
      }
      return numbers;
    } catch (SQLException e) {
      throw new StackException("order-service's database cannot be read: " + e.getMessage());
    }
  }

  /// Of the process and its children.
  private static long cpuMicros(Running running) {
    return ProcessHandle.of(running.pid()).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .mapToLong(p -> p.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1_000)
        .sum();
  }
}
