package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.inventory.ledger.StockCommand.Fence;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.SafetyStock;
import dev.onhand.inventory.ledger.StockCommand.Units;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/// Runs a table of commands against a ledger. A line is a command, and after `->` what must
/// become of it: the outcome, then what else happened. What is not told apart by `#id` is a new
/// command.
///
/// ```
/// location   PARIS 1                              asked in this order
/// receive    MUG 10 PARIS                         -> received
/// reserve    R1 MUG 7                             -> reserved: MUG 7 PARIS
/// reserve    R2 priority=9 until=60 MUG 1, HAT 2  ...
/// ship       R1 PARIS MUG 7                       -> shipped in full
/// clock      60                                   seconds since the start
/// available  MUG                                  -> 3
/// units      MUG PARIS                            -> sellable 3, reserved 0, ...
/// ```
final class LedgerScript {
  static final long START_MS = 1_700_000_000_000L;

  final StockLedger ledger;
  final Set<StockOutcome> seen = EnumSet.noneOf(StockOutcome.class);
  private final List<LedgerEntry> log = new ArrayList<>();
  private long nowMs = START_MS;
  private int commands;
  private SourcingRules rules = SourcingRules.NONE;

  final LedgerLimits limits;

  LedgerScript(LedgerLimits limits) {
    this.limits = limits;
    ledger = new StockLedger("EU", limits);
  }

  static LedgerScript inAnOpenPool() {
    LedgerScript script = new LedgerScript(LedgerLimits.STANDARD);
    script.check("open -> pool_opened");
    return script;
  }

  List<LedgerEntry> log() {
    return log;
  }

  /// Runs the table; a mismatch shows the whole of it as it went.
  LedgerScript check(String table) {
    StringBuilder expected = new StringBuilder();
    StringBuilder actual = new StringBuilder();
    for (String line : table.lines().map(String::strip).toList()) {
      String[] sides = line.split("//", 2)[0].split("->", 2);
      String command = sides[0].strip();
      if (command.isEmpty()) {
        continue;
      }
      String result = run(command);
      String wanted = sides.length == 1 ? result : sides[1].strip();
      expected.append("%-50s -> %s%n".formatted(command, wanted));
      actual.append("%-50s -> %s%n".formatted(command, result));
    }
    assertEquals(expected.toString(), actual.toString());
    return this;
  }

  private String run(String text) {
    String id = "c" + ++commands;
    long issuedAtMs = nowMs;
    List<String> words = new ArrayList<>(List.of(text.replace(",", " ").split("\\s+")));
    for (String word : List.copyOf(words)) {
      if (word.startsWith("#")) {
        id = word.substring(1);
        words.remove(word);
      } else if (word.startsWith("issued=")) {
        issuedAtMs = START_MS + Long.parseLong(word.substring(7)) * 1000;
        words.remove(word);
      }
    }
    return switch (words.getFirst()) {
      case "clock" -> clock(Long.parseLong(words.get(1)));
      case "promise-by" ->
          Long.toString(
              ledger.availableBy(
                  words.get(1), words.get(2), START_MS + number(words.get(3)) * 1000));
      case "transit" -> Long.toString(ledger.onTheWay(words.get(1), words.get(2), true));
      case "inbound" -> Long.toString(ledger.onTheWay(words.get(1), words.get(2), false));
      case "available" ->
          Long.toString(
              words.size() > 2
                  ? ledger.available(words.get(1), words.get(2))
                  : ledger.available(words.get(1)));
      case "units" -> units(ledger.level(words.get(1), words.get(2)));
      default -> decide(command(words, new Cause(id, "", "test", issuedAtMs)));
    };
  }

  private String clock(long seconds) {
    nowMs = START_MS + seconds * 1000;
    List<String> what = new ArrayList<>();
    for (LedgerEntry entry = ledger.expire(nowMs); entry != null; entry = ledger.expire(nowMs)) {
      log.add(entry);
      seen.add(entry.outcome());
      entry.events().forEach(event -> what.add(describe(event)));
    }
    return what.isEmpty() ? "nothing" : String.join(", ", what);
  }

  private static String units(StockLevel level) {
    return "sellable %d, reserved %d, quarantine %d, damaged %d"
        .formatted(level.sellable(), level.reserved(), level.quarantine(), level.damaged());
  }

  String decide(StockCommand command) {
    Answer answer = ledger.decide(command, nowMs);
    seen.add(answer.outcome());
    String outcome = answer.outcome().name().toLowerCase(Locale.ROOT);
    return switch (answer) {
      case Answer.Refused _ -> "refused: " + outcome;
      case Answer.Repeated _ -> "again: " + outcome;
      case Answer.Decided decided -> {
        log.add(decided.entry());
        StringBuilder what = new StringBuilder(outcome);
        for (StockEvent event : decided.entry().events()) {
          String more = describe(event);
          if (!more.isEmpty()) {
            what.append(more.startsWith(" ") || more.startsWith(":") ? "" : ", ").append(more);
          }
        }
        yield what.toString();
      }
    };
  }

  private static String describe(StockEvent event) {
    return switch (event) {
      case StockEvent.StockReserved e -> allocations(": ", e.allocations());
      case StockEvent.StockBackordered e -> {
        List<String> waits = new ArrayList<>();
        e.waiting()
            .forEach(
                w -> {
                  long seconds = (w.expectedAtMs() - START_MS) / 1000;
                  String when = w.expectedAtMs() == 0 ? "" : " until " + seconds;
                  waits.add(w.sku() + " " + w.quantity() + when);
                });
        String who = e.number() > 2 ? e.reservationId() + " " : "";
        yield (e.number() == 1 ? ": " : "") + who + "waits for " + String.join(" + ", waits);
      }
      case StockEvent.BackorderFilled e ->
          (e.complete() ? "filled " : "filled in part ")
              + e.reservationId()
              + allocations(": ", e.allocations());
      case StockEvent.ReservationReallocated e -> allocations(": ", e.allocations());
      case StockEvent.ReallocationRefused e -> shortages(e.shortages());
      case StockEvent.ReservationCommitted _, StockEvent.ReservationExtended _ -> "";
      case StockEvent.PriorityChanged _, StockEvent.SourcingChanged _ -> "";
      case StockEvent.InboundPegged e ->
          e.inboundId().isEmpty() ? "freed of its peg " + e.reservationId() : "";
      case StockEvent.Logistics _ -> "";
      case StockEvent.ReservationRejected e -> shortages(e.shortages());
      case StockEvent.ReservationBroken e -> "broke " + e.reservationId();
      case StockEvent.ReservationExpired e -> "expired " + e.reservationId();
      case StockEvent.ReservationShipped e -> e.complete() ? " in full" : " in part";
      case StockEvent.ReservationReleased e -> allocations(": ", e.freed());
      case StockEvent.StockMoved e ->
          e.discrepancy() == 0 ? "" : "discrepancy %+d".formatted(e.discrepancy());
      case StockEvent.ItemDefined e -> e.provisional() ? "assumed item " + e.sku() : "";
      case StockEvent.LocationDefined e ->
          e.provisional() ? "assumed location " + e.locationId() : "";
      case StockEvent.PoolOpened _ -> "";
    };
  }

  private static String shortages(List<StockEvent.Shortage> shortages) {
    List<String> texts = new ArrayList<>();
    shortages.forEach(s -> texts.add(s.sku() + " " + s.available() + "/" + s.requested()));
    return texts.isEmpty() ? "" : ": " + String.join(" + ", texts);
  }

  private static String allocations(String prefix, List<Allocation> allocations) {
    var sums = new TreeMap<String, Long>();
    allocations.forEach(
        a -> {
          String at = a.locationId() + (a.lot().isEmpty() ? "" : "/" + a.lot());
          sums.merge(a.sku() + " %d " + at, a.quantity(), Long::sum);
        });
    List<String> texts = new ArrayList<>();
    sums.forEach((key, units) -> texts.add(key.replace("%d", Long.toString(units))));
    return texts.isEmpty() ? "" : prefix + String.join(" + ", texts);
  }

  private StockCommand command(List<String> all, Cause cause) {
    List<String> words = new ArrayList<>(all);
    String lot = option(words, "lot=");
    String ref = "ref-" + cause.messageId();
    return switch (words.getFirst()) {
      case "open" -> new StockCommand.OpenPool(cause, "EU");
      case "item" -> new StockCommand.DefineItem(cause, "EU", words.get(1), "an item");
      case "location" ->
          new StockCommand.DefineLocation(
              cause, "EU", words.get(1), "a place", "FR", Integer.parseInt(words.get(2)));
      case "receive", "return", "adjust", "count", "change" -> fact(words, cause, lot);
      case "reserve" -> reserve(words, cause);
      case "commit", "extend", "prioritize", "reallocate" -> change(words, cause);
      case "safety", "fence", "rule", "capacity", "norules" -> sourcing(words, cause);
      case "release" ->
          new StockCommand.ReleaseReservation(cause, "EU", words.get(1), "o-" + words.get(1), "");
      case "ship" -> {
        List<Units> units = units(words, 3, lot);
        yield new StockCommand.ShipReservation(
            cause, "EU", words.get(1), "o-" + words.get(1), ref, words.get(2), 0, units);
      }
      default -> logistics(words, cause, ref);
    };
  }

  private static StockCommand fact(List<String> words, Cause cause, String lot) {
    String ref = "ref-" + cause.messageId();
    String exp = option(words, "exp=");
    String po = option(words, "po=");
    return switch (words.getFirst()) {
      case "receive", "return" ->
          new StockCommand.ReceiveStock(
              cause,
              "EU",
              words.get(3),
              words.get(1),
              number(words.get(2)),
              status(words, 4),
              words.getFirst().equals("return") ? ReferenceType.RETURN : ReferenceType.RECEIPT,
              ref,
              "",
              0,
              lot,
              exp.isEmpty() ? 0 : START_MS + number(exp) * 1000,
              po);
      case "adjust" ->
          new StockCommand.AdjustStock(
              cause,
              "EU",
              words.get(3),
              words.get(1),
              number(words.get(2)),
              status(words, 4),
              "a reason",
              ref,
              0,
              lot);
      case "count" ->
          new StockCommand.RecordCount(
              cause,
              "EU",
              words.get(3),
              words.get(1),
              number(words.get(2)),
              status(words, 4),
              ref,
              0,
              lot);
      default ->
          new StockCommand.ChangeStockStatus(
              cause,
              "EU",
              words.get(3),
              words.get(1),
              number(words.get(2)),
              status(words, 4),
              status(words, 5),
              "",
              ref,
              0,
              lot);
    };
  }

  /// `dispatch T1 PARIS LYON MUG 5 …`, `arrive T1 LYON MUG 5 …`, `complete T1 LYON MUG 4 …`,
  /// `expect PO1 MUG 10 PARIS 3600`, `peg R1 PO1`, `kit SET MUG 1 …`, `stockedkit SET MUG 1 …`,
  /// `assemble SET 2 PARIS`, `tolerance 2 10`.
  private static StockCommand logistics(List<String> words, Cause cause, String ref) {
    String one = words.get(1);
    return switch (words.getFirst()) {
      case "hold", "unhold" ->
          new StockCommand.HoldLot(
              cause, "EU", one, words.get(2), words.getFirst().equals("hold"), "recall");
      case "kit", "stockedkit" ->
          new StockCommand.DefineKit(
              cause, "EU", one, words.getFirst().equals("kit"), units(words, 2, ""));
      case "assemble" ->
          new StockCommand.AssembleKit(
              cause, "EU", words.get(3), one, number(words.get(2)), ref, 0);
      case "disassemble" ->
          new StockCommand.DisassembleKit(
              cause, "EU", words.get(3), one, number(words.get(2)), ref, 0);
      case "tolerance" ->
          new StockCommand.ChangeCountTolerance(
              cause, "EU", number(one), (int) number(words.get(2)));
      case "expect" ->
          new StockCommand.ExpectInbound(
              cause,
              "EU",
              one,
              words.get(4),
              words.get(2),
              number(words.get(3)),
              START_MS + number(words.get(5)) * 1000);
      case "peg" -> new StockCommand.PegInbound(cause, "EU", one, "o-" + one, words.get(2));
      case "dispatch" ->
          new StockCommand.DispatchTransfer(
              cause, "EU", one, words.get(2), words.get(3), units(words, 4, ""), START_MS, 0);
      case "arrive", "complete" ->
          new StockCommand.ReceiveTransfer(
              cause,
              "EU",
              one,
              ref,
              words.get(2),
              units(words, 3, ""),
              words.getFirst().equals("complete"),
              0);
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private static List<Units> units(List<String> words, int from, String lot) {
    List<Units> units = new ArrayList<>();
    for (int i = from; i + 1 < words.size(); i += 2) {
      units.add(new Units(words.get(i), number(words.get(i + 1)), lot));
    }
    return units;
  }

  private static StockCommand change(List<String> words, Cause cause) {
    return switch (words.getFirst()) {
      case "commit" ->
          new StockCommand.CommitReservation(cause, "EU", words.get(1), "o-" + words.get(1));
      case "extend" ->
          new StockCommand.ExtendReservation(
              cause,
              "EU",
              words.get(1),
              "o-" + words.get(1),
              START_MS + number(words.get(2)) * 1000);
      case "prioritize" ->
          new StockCommand.ChangePriority(
              cause, "EU", words.get(1), "o-" + words.get(1), (int) number(words.get(2)));
      case "reallocate" ->
          new StockCommand.ReallocateReservation(
              cause, "EU", words.get(1), "o-" + words.get(1), words.get(2), "short pick");
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private static StockCommand reserve(List<String> words, Cause cause) {
    int priority = 5;
    long expiresAtMs = 0;
    String policy = "ship-complete";
    String channel = "web";
    String country = "FR";
    String serviceLevel = "";
    String locationId = "";
    List<Line> lines = new ArrayList<>();
    for (int i = 2; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("priority=")) {
        priority = Integer.parseInt(word.substring(9));
      } else if (word.startsWith("until=")) {
        expiresAtMs = START_MS + Long.parseLong(word.substring(6)) * 1000;
      } else if (word.startsWith("policy=")) {
        policy = word.substring(7);
      } else if (word.startsWith("channel=")) {
        channel = word.substring(8);
      } else if (word.startsWith("to=")) {
        country = word.substring(3);
      } else if (word.startsWith("level=")) {
        serviceLevel = word.substring(6);
      } else if (word.startsWith("from=")) {
        locationId = word.substring(5);
      } else {
        lines.add(new Line("l" + (lines.size() + 1), word, number(words.get(++i))));
      }
    }
    String id = words.get(1);
    return new StockCommand.ReserveStock(
        cause,
        "EU",
        id,
        "o-" + id,
        channel,
        priority,
        country,
        serviceLevel,
        locationId,
        policy,
        expiresAtMs,
        lines);
  }

  /// `rule channel=… to=… level=… PARIS zone …` adds a rule behind those there are, `capacity PARIS
  /// 5` a capacity; `norules` takes them away.
  private StockCommand sourcing(List<String> words, Cause cause) {
    List<SafetyStock> safety = new ArrayList<>();
    List<Fence> fences = new ArrayList<>();
    List<SourcingRules.Rule> all = new ArrayList<>(rules.rules());
    List<SourcingRules.Capacity> capacities = new ArrayList<>(rules.capacities());
    switch (words.getFirst()) {
      case "safety" ->
          safety.add(new SafetyStock(words.get(1), words.get(3), number(words.get(2))));
      case "fence" -> fences.add(new Fence(words.get(1), words.get(3), number(words.get(2))));
      case "capacity" ->
          capacities.add(new SourcingRules.Capacity(words.get(1), number(words.get(2))));
      case "norules" -> {
        all.clear();
        capacities.clear();
      }
      default -> all.add(rule(words));
    }
    boolean change = safety.isEmpty() && fences.isEmpty();
    rules = new SourcingRules(all, capacities);
    return new StockCommand.ChangeSourcing(cause, "EU", change ? rules : null, safety, fences);
  }

  private static SourcingRules.Rule rule(List<String> words) {
    String channel = "";
    List<String> countries = new ArrayList<>();
    String serviceLevel = "";
    List<SourcingRules.Source> sources = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("channel=")) {
        channel = word.substring(8);
      } else if (word.startsWith("to=")) {
        countries.add(word.substring(3));
      } else if (word.startsWith("level=")) {
        serviceLevel = word.substring(6);
      } else {
        sources.add(new SourcingRules.Source(word, (int) number(words.get(++i))));
      }
    }
    return new SourcingRules.Rule(channel, countries, serviceLevel, sources);
  }

  /// Takes an option out of the words; empty where it is not there.
  private static String option(List<String> words, String name) {
    for (String word : words) {
      if (word.startsWith(name)) {
        words.remove(word);
        return word.substring(name.length());
      }
    }
    return "";
  }

  private static long number(String word) {
    return Long.parseLong(word);
  }

  private static StockStatus status(List<String> words, int at) {
    return at < words.size()
        ? StockStatus.valueOf(words.get(at).toUpperCase(Locale.ROOT))
        : StockStatus.SELLABLE;
  }
}
