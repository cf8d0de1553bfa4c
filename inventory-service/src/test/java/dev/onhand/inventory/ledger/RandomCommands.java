package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.SourcingRules.Capacity;
import dev.onhand.inventory.ledger.SourcingRules.Rule;
import dev.onhand.inventory.ledger.SourcingRules.Source;
import dev.onhand.inventory.ledger.StockCommand.Fence;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.SafetyStock;
import dev.onhand.inventory.ledger.StockCommand.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Commands as a hostile world sends them: mostly sensible, sometimes repeated, repeated late,
/// repeated with another content, about things nobody defined, beyond limits.
public final class RandomCommands {
  static final List<String> SKUS = List.of("A", "B", "C", "D", "E", "F", "G");
  private static final List<String> LOCATIONS = List.of("P", "Q", "R", "S", "T", "U");
  static final List<String> CHANNELS = List.of("web", "shop", "market");
  private static final List<String> COUNTRIES = List.of("FR", "DE", "US");
  private static final int REMEMBERED = 4000;

  private final Random random;
  private final List<StockCommand> sent = new ArrayList<>();
  private final List<String> reservations = new ArrayList<>();
  private long nowMs = LedgerScript.START_MS;
  private final boolean lotsAreUsed;
  private int ids;

  public RandomCommands(Random random) {
    this.random = random;
    lotsAreUsed = random.nextInt(3) > 0;
  }

  public long nowMs() {
    return nowMs;
  }

  /// The next commands; time goes on before them, and now and then seems to run backwards.
  public List<StockCommand> batch(int size) {
    nowMs += random.nextInt(50) == 0 ? -random.nextInt(200) : random.nextInt(20);
    List<StockCommand> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      batch.add(next());
    }
    return batch;
  }

  private StockCommand next() {
    int dice = random.nextInt(100);
    if (dice < 4 && !sent.isEmpty()) {
      return sent.get(random.nextInt(sent.size())); // a duplicate, however late
    }
    String id = newId("m");
    if (dice < 5 && !sent.isEmpty()) {
      id = sent.get(random.nextInt(sent.size())).cause().messageId(); // an id used before
    }
    long issuedAtMs = random.nextInt(30) == 0 ? nowMs + 3000 : nowMs - random.nextInt(50);
    String story = random.nextBoolean() ? id : "story-" + random.nextInt(9);
    String actor = random.nextInt(5) > 0 ? "somebody" : "someone-élse";
    StockCommand command = command(new Cause(id, story, actor, issuedAtMs));
    if (sent.size() < REMEMBERED) {
      sent.add(command);
    } else {
      sent.set(random.nextInt(REMEMBERED), command);
    }
    return command;
  }

  private StockCommand command(Cause cause) {
    int dice = random.nextInt(100);
    String reference = cause.messageId();
    if (dice < 45) return reserve(cause);
    if (dice < 58) return change(cause);
    if (dice < 68) return ship(cause);
    if (dice < 74) return logistics(cause, reference);
    if (dice < 86) {
      boolean back = random.nextInt(4) == 0;
      return new StockCommand.ReceiveStock(
          cause,
          "EU",
          location(),
          sku(),
          quantity(60),
          status(),
          back ? ReferenceType.RETURN : ReferenceType.RECEIPT,
          reference,
          back ? "o-1" : "",
          time(),
          lot(),
          random.nextInt(3) == 0 ? nowMs + random.nextInt(2000) : 0,
          random.nextInt(3) == 0 ? "PO" + random.nextInt(6) : "");
    }
    if (dice < 88) return random.nextInt(3) == 0 ? holdLot(cause) : changeSourcing(cause);
    if (dice < 92) {
      return new StockCommand.AdjustStock(
          cause,
          "EU",
          location(),
          sku(),
          quantity(20) - 10,
          status(),
          "found",
          reference,
          time(),
          lot());
    }
    if (dice < 94) {
      return new StockCommand.RecordCount(
          cause, "EU", location(), sku(), quantity(30) - 1, status(), reference, time(), lot());
    }
    if (dice < 97) {
      return new StockCommand.ChangeStockStatus(
          cause,
          "EU",
          location(),
          sku(),
          quantity(10),
          status(),
          status(),
          "",
          reference,
          time(),
          lot());
    }
    if (dice == 97) return new StockCommand.DefineItem(cause, "EU", sku(), "an item");
    if (dice == 98) {
      return new StockCommand.DefineLocation(
          cause, "EU", location(), "a place", "FR", random.nextInt(4));
    }
    return new StockCommand.OpenPool(cause, "EU");
  }

  private StockCommand reserve(Cause cause) {
    String id = random.nextInt(40) == 0 ? oneOfTheLast() : newId("r");
    reservations.add(id);
    List<Line> lines = new ArrayList<>();
    int count = random.nextInt(100) == 0 ? random.nextInt(20) : 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      int what = random.nextInt(200);
      String sku = what == 0 ? "NEW" + random.nextInt(3) : what < 20 ? kit() : sku();
      lines.add(new Line("l" + random.nextInt(3), sku, quantity(12)));
    }
    long expiresAtMs = random.nextInt(6) > 0 ? nowMs + random.nextInt(200) : 0;
    return new StockCommand.ReserveStock(
        cause,
        "EU",
        id,
        "o-" + id,
        oneOf(CHANNELS),
        random.nextInt(4),
        oneOf(COUNTRIES),
        random.nextInt(3) == 0 ? "express" : "",
        random.nextInt(4) == 0 ? location() : "",
        policy(),
        expiresAtMs,
        lines);
  }

  private String policy() {
    return switch (random.nextInt(100)) {
      case 0 -> "whatever";
      case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> "ship-available";
      case 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 -> "backorder";
      case 21, 22, 23, 24, 25 -> "preorder";
      default -> "ship-complete";
    };
  }

  private StockCommand change(Cause cause) {
    String id = oneOfTheLast();
    String orderId = "o-" + id;
    return switch (random.nextInt(9)) {
      case 8 -> new StockCommand.PegInbound(cause, "EU", id, orderId, "PO" + random.nextInt(6));
      case 0 -> new StockCommand.CommitReservation(cause, "EU", id, orderId);
      case 1 ->
          new StockCommand.ExtendReservation(cause, "EU", id, orderId, nowMs + random.nextInt(400));
      case 2 -> new StockCommand.ChangePriority(cause, "EU", id, orderId, random.nextInt(4));
      case 3, 4 ->
          new StockCommand.ReallocateReservation(
              cause, "EU", id, orderId, location(), random.nextBoolean() ? "" : "short pick");
      default -> new StockCommand.ReleaseReservation(cause, "EU", id, orderId, "cancelled");
    };
  }

  /// Most facts name no lot; those that do make the item one with lots for good.
  private String lot() {
    return lotsAreUsed && random.nextInt(6) == 0 ? "L" + random.nextInt(4) : "";
  }

  private StockCommand logistics(Cause cause, String reference) {
    String transfer = "T" + random.nextInt(20);
    return switch (random.nextInt(14)) {
      case 0 -> new StockCommand.DefineKit(cause, "EU", kit(), random.nextBoolean(), components());
      case 1, 2 ->
          new StockCommand.AssembleKit(
              cause, "EU", location(), kit(), quantity(5), reference, time());
      case 3 ->
          new StockCommand.DisassembleKit(
              cause, "EU", location(), kit(), quantity(5), reference, time());
      case 4 ->
          new StockCommand.ChangeCountTolerance(
              cause, "EU", random.nextInt(8) - 1, random.nextInt(30));
      case 5, 6, 7 ->
          new StockCommand.ExpectInbound(
              cause,
              "EU",
              "PO" + random.nextInt(6),
              location(),
              sku(),
              random.nextInt(4) == 0 ? 0 : quantity(60),
              nowMs + random.nextInt(1000));
      case 8, 9, 10 ->
          new StockCommand.DispatchTransfer(
              cause, "EU", transfer, location(), location(), units(), nowMs + 500, time());
      default ->
          new StockCommand.ReceiveTransfer(
              cause,
              "EU",
              transfer,
              reference,
              location(),
              random.nextInt(9) == 0 ? List.of() : units(),
              random.nextInt(3) == 0,
              time());
    };
  }

  private String kit() {
    return random.nextInt(3) > 0 ? "KIT" + random.nextInt(3) : sku();
  }

  private List<Units> components() {
    List<Units> components = new ArrayList<>();
    for (int i = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
      components.add(new Units(random.nextInt(9) == 0 ? kit() : sku(), quantity(4)));
    }
    return components;
  }

  private StockCommand holdLot(Cause cause) {
    String lot = "L" + random.nextInt(4);
    boolean held = random.nextInt(3) == 0;
    String sku = lotsAreUsed ? sku() : "LOTS";
    return new StockCommand.HoldLot(cause, "EU", sku, lot, held, "recall");
  }

  private StockCommand changeSourcing(Cause cause) {
    SourcingRules rules = null;
    List<SafetyStock> safety = new ArrayList<>();
    List<Fence> fences = new ArrayList<>();
    switch (random.nextInt(4)) {
      case 0 -> rules = random.nextInt(3) == 0 ? SourcingRules.NONE : rules();
      case 1 -> safety.add(new SafetyStock(sku(), location(), limit(8)));
      default -> fences.add(new Fence(sku(), oneOf(CHANNELS), limit(15)));
    }
    return new StockCommand.ChangeSourcing(cause, "EU", rules, safety, fences);
  }

  private SourcingRules rules() {
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      List<Source> sources = new ArrayList<>();
      for (String location : LOCATIONS) {
        if (random.nextInt(3) > 0) {
          sources.add(new Source(location, random.nextInt(60) == 0 ? 5000 : random.nextInt(3)));
        }
      }
      rules.add(
          new Rule(
              random.nextBoolean() ? "" : oneOf(CHANNELS),
              random.nextBoolean() ? List.of() : List.of(oneOf(COUNTRIES)),
              random.nextInt(3) > 0 ? "" : "express",
              sources));
    }
    List<Capacity> capacities = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      capacities.add(new Capacity(location(), limit(40)));
    }
    return new SourcingRules(rules, capacities);
  }

  private long limit(int below) {
    return random.nextInt(100) == 0 ? -1 : random.nextInt(3) == 0 ? 0 : random.nextInt(below);
  }

  private <T> T oneOf(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  private StockCommand ship(Cause cause) {
    String id = oneOfTheLast();
    return new StockCommand.ShipReservation(
        cause, "EU", id, "o-" + id, cause.messageId(), location(), time(), units());
  }

  private List<Units> units() {
    List<Units> units = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      units.add(new Units(sku(), quantity(9), lot()));
    }
    return units;
  }

  private String newId(String prefix) {
    ids++;
    return random.nextBoolean() ? prefix + ids : new UUID(random.nextLong(), ids).toString();
  }

  private String oneOfTheLast() {
    int size = reservations.size();
    return size == 0 ? "r0" : reservations.get(size - 1 - random.nextInt(Math.min(size, 60)));
  }

  private long time() {
    return random.nextBoolean() ? 0 : nowMs - random.nextInt(100_000);
  }

  private String sku() {
    return SKUS.get(Math.min(random.nextInt(SKUS.size()), random.nextInt(SKUS.size())));
  }

  private String location() {
    return LOCATIONS.get(random.nextInt(LOCATIONS.size()));
  }

  private long quantity(int below) {
    return switch (random.nextInt(300)) {
      case 0 -> 0;
      case 1 -> -random.nextInt(5);
      case 2 -> 1_000_001;
      default -> 1 + random.nextInt(below);
    };
  }

  private StockStatus status() {
    return random.nextInt(4) > 0
        ? StockStatus.SELLABLE
        : StockStatus.values()[random.nextInt(StockStatus.values().length)];
  }
}
