package dev.onhand.inventory.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.inventory.ledger.Answer;
import dev.onhand.inventory.ledger.Commands;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.RandomCommands;
import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockLedger;
import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.platform.message.Json;
import dev.onhand.testkit.Contracts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StockMessagesTest {
  private static final int KINDS = 19;
  private static final int COMMANDS = 20_000;

  /// What a kind needs may be rare in one world.
  private static final int WORLDS_MAX = 25;

  private static final int VALIDATED_OF_A_KIND = 300;

  private final Map<String, Integer> validated = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  @Test
  void every_message_fits_its_contract_and_is_the_next_of_its_subject() {
    long seed = Long.getLong("seed", System.nanoTime());
    for (int world = 0; world < WORLDS_MAX && names.size() < KINDS - 1; world++) {
      play(seed + world);
    }
    playAnOrderClosedShort();
    assertEquals(KINDS, names.size(), names.toString());
  }

  private void play(long seed) {
    sequences.clear();
    RandomCommands commands = new RandomCommands(new Random(seed));
    StockLedger ledger = new StockLedger("EU", LedgerLimits.STANDARD);
    for (int i = 0; i < 3000 || names.size() < KINDS - 1 && i < COMMANDS; i++) {
      for (StockCommand command : commands.batch(1)) {
        long nowMs = commands.nowMs();
        for (var entry = ledger.expire(nowMs); entry != null; entry = ledger.expire(nowMs)) {
          check(entry, seed);
        }
        if (ledger.decide(command, nowMs) instanceof Answer.Decided decided) {
          check(decided.entry(), seed);
        }
      }
    }
  }

  /// What random commands hardly ever come to.
  private void playAnOrderClosedShort() {
    sequences.clear();
    StockLedger ledger = new StockLedger("EU", LedgerLimits.STANDARD);
    List<StockCommand.Line> two = List.of(new StockCommand.Line("1", "MUG", 2));
    for (StockCommand command :
        List.of(
            new StockCommand.OpenPool(Commands.cause("1"), "EU"),
            new StockCommand.DefineItem(Commands.cause("2"), "EU", "MUG", "a mug"),
            new StockCommand.ReserveStock(
                Commands.cause("3"), "EU", "R", "o", "web", 1, "", "backorder", 0, two),
            expected("4", 5),
            new StockCommand.PegInbound(Commands.cause("5"), "EU", "R", "o", "PO"),
            expected("6", 0))) {
      if (ledger.decide(command, 1) instanceof Answer.Decided decided) check(decided.entry(), 0);
    }
  }

  @Test
  void a_broken_promise_names_the_lot_that_is_held() {
    StockLedger ledger = new StockLedger("EU", LedgerLimits.STANDARD);
    List<StockCommand.Line> two = List.of(new StockCommand.Line("1", "TEA", 2));
    for (StockCommand command :
        List.of(
            new StockCommand.OpenPool(Commands.cause("1"), "EU"),
            new StockCommand.DefineItem(Commands.cause("2"), "EU", "TEA", "tea"),
            tea("3", "L1"),
            tea("4", "L2"),
            new StockCommand.ReserveStock(
                Commands.cause("5"), "EU", "R", "o", "web", 1, "", "ship-complete", 0, two))) {
      ledger.decide(command, 1);
    }
    var told = new ArrayList<String>();
    for (boolean held : List.of(true, false)) {
      var hold =
          new StockCommand.HoldLot(
              Commands.cause("hold-" + held), "EU", "TEA", "L2", held, held ? "recall" : "");
      var entry = ((Answer.Decided) ledger.decide(hold, 2)).entry();
      for (var event : entry.events()) {
        var message = StockMessages.of("EU", entry, event).orElseThrow();
        told.add(message.name() + " " + message.key() + " " + message.subject());
        if (message.payload() instanceof StockMessages.Broken broken) {
          assertEquals(new StockMessages.Lot("TEA", "L2"), broken.heldLot());
          assertEquals(2, broken.lines().size());
        }
      }
    }
    assertEquals(
        List.of(
            "LotHeld TEA lot/EU/TEA/L2/hold-true",
            "ReservationBroken o R",
            "LotReleased TEA lot/EU/TEA/L2/hold-false"),
        told);
  }

  private static StockCommand tea(String id, String lot) {
    return new StockCommand.ReceiveStock(
        Commands.cause(id),
        "EU",
        "A",
        "TEA",
        1,
        StockStatus.SELLABLE,
        ReferenceType.RECEIPT,
        id,
        "",
        0,
        lot,
        0,
        "");
  }

  private static StockCommand expected(String id, long units) {
    return new StockCommand.ExpectInbound(Commands.cause(id), "EU", "PO", "A", "MUG", units, 99);
  }

  private void check(LedgerEntry entry, long seed) {
    for (StockEvent event : entry.events()) {
      StockMessages.of("EU", entry, event).ifPresent(message -> check(message, seed));
    }
  }

  private void check(StockMessage message, long seed) {
    names.add(message.name());
    if (validated.merge(message.name(), 1, Integer::sum) <= VALIDATED_OF_A_KIND) {
      Contracts.assertValid("inventory-service", message.type(), Json.write(message.payload()));
    }
    String subject = message.topic() + " " + message.subject();
    long next = sequences.merge(subject, 1L, Long::sum);
    assertEquals(next, message.sequence(), "seed " + seed + " " + subject);
  }
}
