package dev.onhand.local.world;

import dev.onhand.local.stack.Settings;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/// Everybody outside, in one thread, until closed.
public final class World implements AutoCloseable {
  /// Who reads for the world outside: its place in the topics is kept, so that what one has
  /// answered is not answered by the next.
  public static final String GROUP = "world";

  private static final List<String> TOPICS =
      List.of(
          "order.events",
          "payment.requests",
          "warehouse.requests",
          "fulfillment.events",
          "procurement.events",
          "returns.events");
  private static final Duration LISTEN = Duration.ofMillis(20);
  private static final Duration END_WITHIN = Duration.ofSeconds(10);

  private final Settings settings;
  private final Facts facts;
  private final Board board = new Board();
  private final List<Party> parties;
  private final Thread thread;
  private volatile boolean closing;

  /// @param seed names the day's chances
  public World(Settings settings, long seed) {
    this.settings = settings;
    this.facts = new Facts(settings);
    var chance = new Chance(seed);
    parties =
        List.of(
            board,
            new PaymentProvider(facts, chance),
            new Warehouse(facts, chance),
            new Carrier(facts, chance),
            new Supplier(facts),
            new Customers(new Platform(settings), chance, board));
    thread = Thread.ofPlatform().name("world").start(this::run);
  }

  Board board() {
    return board;
  }

  Facts facts() {
    return facts;
  }

  private void run() {
    while (!closing) {
      try (var ear = new Ear(settings, TOPICS)) {
        listen(ear);
      } catch (KafkaException e) {
        // A broker that is away comes back, and reading goes on from the committed offsets.
        board.note("the world lost Kafka for a moment: " + e.getMessage());
      }
    }
  }

  private void listen(Ear ear) {
    var agenda = new Agenda();
    boolean heard = false;
    while (!closing) {
      for (var message : ear.listen(LISTEN)) {
        parties.forEach(party -> party.hear(message, agenda));
        heard = true;
      }
      agenda.runDue();
      // What is still on the agenda would be forgotten: it is heard again instead.
      if (heard && agenda.isEmpty()) {
        facts.flush();
        ear.remember();
        heard = false;
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(END_WITHIN);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    facts.close();
  }
}
