package dev.onhand.inventory.reservation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.inventory.partition.Loops;
import dev.onhand.inventory.partition.Reply;
import dev.onhand.inventory.worker.Worker;
import dev.onhand.testkit.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two instances ask, two loops decide, each for one of two partitions: an instance gets its
/// answers whichever loop decides.
class TwoInstancesIT {
  private static final int PARTITIONS = 2;
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String commands = "commands-" + run;
  private final List<Asking> instances = new ArrayList<>();
  private final List<Worker> readers = new ArrayList<>();
  private Loops loops;

  @BeforeEach
  void start() {
    var servers = Infrastructure.start();
    servers.createTopic(commands, PARTITIONS);
    servers.createTopic("log-" + run, PARTITIONS);
    servers.createTopics(Topics.DEAD_LETTER, Topics.REPLIES);
    var kafka = new KafkaSettings(servers.bootstrapServers());
    loops = Loops.start(kafka, run, PARTITIONS, 2);
    for (var name : List.of("east-" + run, "west-" + run)) {
      var replies = new Replies(kafka, name);
      var reader = new Worker(name, replies::open);
      reader.start();
      readers.add(reader);
      instances.add(new Asking(kafka, commands, replies));
    }
    await().until(() -> readers.stream().allMatch(reader -> reader.failure().isEmpty()));
  }

  @AfterEach
  void stop() {
    loops.close();
    instances.forEach(Asking::close);
    readers.forEach(Worker::stop);
  }

  private static Cause cause(String id) {
    return new Cause(id, id, "test", System.currentTimeMillis());
  }

  private CompletableFuture<Optional<Reply>> ask(int instance, StockCommand command) {
    return instances.get(instance).ask(command, command.id(), command.cause(), WAIT);
  }

  private String outcome(int instance, StockCommand command) {
    return ask(instance, command).join().map(Reply::outcome).orElse("NO_ANSWER");
  }

  private static StockCommand receive(String pool, long quantity) {
    return new StockCommand.ReceiveStock(
        cause("receive-" + pool),
        pool,
        "BER",
        "MUG",
        quantity,
        StockStatus.SELLABLE,
        ReferenceType.RECEIPT,
        "r1",
        "",
        0);
  }

  private static StockCommand reserve(String pool, String id) {
    var request =
        new ReservationRequest(
            pool,
            "o-" + id,
            "web",
            null,
            null,
            null,
            null,
            null,
            List.of(new ReservationRequest.Line(null, "MUG", 1, null)));
    return request.command(id, cause(id));
  }

  @Test
  void of_forty_at_once_over_two_instances_for_five_units_of_each_pool_exactly_five_succeed() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      var pool = Loops.pool("pool-" + run + "-", partition, PARTITIONS);
      assertEquals(
          "POOL_OPENED", outcome(0, new StockCommand.OpenPool(cause("open-" + pool), pool)));
      assertEquals("RECEIVED", outcome(1, receive(pool, 5)));
      var answers = new ArrayList<CompletableFuture<Optional<Reply>>>();
      for (int i = 0; i < 40; i++) {
        answers.add(ask(i % 2, reserve(pool, pool + "-" + i)));
      }
      var outcomes =
          answers.stream().map(a -> a.join().map(Reply::outcome).orElse("NONE")).toList();
      assertEquals(5, outcomes.stream().filter("RESERVED"::equals).count(), outcomes::toString);
      assertEquals(
          35, outcomes.stream().filter("INSUFFICIENT_STOCK"::equals).count(), outcomes::toString);
    }
  }

  @Test
  void a_repeat_through_the_other_instance_gets_the_same_answer_and_other_content_is_refused() {
    var pool = Loops.pool("pool-" + run + "-", 1, PARTITIONS);
    outcome(0, new StockCommand.OpenPool(cause("open-" + pool), pool));
    outcome(0, receive(pool, 5));
    var first = ask(0, reserve(pool, "r-" + run)).join().orElseThrow();
    assertEquals("RESERVED", first.outcome());
    assertEquals("RESERVED", ReservationAnswers.reservation(first).orElseThrow().state());
    assertEquals("RESERVED", outcome(1, reserve(pool, "r-" + run)));
    var other =
        new ReservationRequest(
            pool,
            "o-other",
            "web",
            null,
            null,
            null,
            null,
            null,
            List.of(new ReservationRequest.Line(null, "MUG", 2, null)));
    assertEquals("ID_REUSED", outcome(1, other.command("r-" + run, cause("r-" + run))));
  }
}
