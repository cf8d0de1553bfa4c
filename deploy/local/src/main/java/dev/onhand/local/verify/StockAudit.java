package dev.onhand.local.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.local.stack.Http;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// The stock ledger's own log, replayed by itself from its first byte: at no point may more of a
/// lot at a location be reserved than is sellable, no lot may be promised that is held or expired,
/// no command may be decided twice, movements must number themselves without gaps and never take
/// what is not there.
///
/// @param frames read
/// @param decisions commands decided
/// @param firstViolation null when there is none
/// @param pools what each pool adds up to
public record StockAudit(
    long frames,
    long decisions,
    long violations,
    String firstViolation,
    double seconds,
    List<Pool> pools) {
  /// The topic.
  public static final String LOG = "inventory.log";

  private static final long TOLD_EVERY_NS = 5_000_000_000L;

  /// @param leastFree the fewest units that were ever sellable and not reserved, at one place
  /// @param leastWhere at which
  public record Pool(
      String name,
      long decisions,
      long reserved,
      long rejected,
      long movements,
      int positions,
      long leastFree,
      String leastWhere) {}

  /// Replays a log to its present end.
  ///
  /// @param say gets progress
  /// @throws AuditException when a frame cannot be read
  public static StockAudit of(String bootstrapServers, String log, Consumer<String> say) {
    long began = System.nanoTime();
    var violations = new Violations();
    var replay = new FrameReplay(violations);
    long frames = replay(bootstrapServers, log, violations, replay, say);
    var pools =
        replay.books().values().stream()
            .map(StockAudit::pool)
            .sorted(Comparator.comparing(Pool::name))
            .toList();
    return new StockAudit(
        frames,
        pools.stream().mapToLong(Pool::decisions).sum(),
        violations.count(),
        violations.first(),
        (System.nanoTime() - began) / 1e9,
        pools);
  }

  /// @return how many frames there are
  static long replay(
      String bootstrapServers,
      String log,
      Violations violations,
      FrameReplay replay,
      Consumer<String> say) {
    long began = System.nanoTime();
    var frames = new long[1];
    var told = new long[] {began};
    try (var reader = new TopicReader(bootstrapServers)) {
      long end = reader.ends(Set.of(log)).values().stream().mapToLong(Long::longValue).sum();
      var upTo = new HashMap<Integer, Long>();
      reader.readRecords(
          Set.of(log),
          record -> {
            violations.at(log, record.partition(), record.offset());
            long next = replay.frame(record.value());
            if (next < upTo.merge(record.partition(), next, Long::max)) {
              violations.found("", "the log goes back to command " + next);
            }
            frames[0]++;
            if (System.nanoTime() - told[0] > TOLD_EVERY_NS) {
              told[0] = System.nanoTime();
              say.accept(progress(replay, record.offset(), end, began));
            }
          });
    }
    return frames[0];
  }

  private static String progress(FrameReplay replay, long offset, long end, long began) {
    long decisions = replay.books().values().stream().mapToLong(b -> b.decisions).sum();
    double seconds = (System.nanoTime() - began) / 1e9;
    return String.format(
        Locale.ROOT,
        "  %,d decisions replayed, %,.0f/s, at offset %,d (%,d in all)",
        decisions,
        decisions / seconds,
        offset,
        end);
  }

  private static Pool pool(StockBook book) {
    return new Pool(
        book.pool(),
        book.decisions,
        book.reserved,
        book.rejected,
        book.movements,
        book.positions(),
        book.leastFree == Long.MAX_VALUE ? 0 : book.leastFree,
        book.leastWhere());
  }

  public boolean ok() {
    return violations == 0;
  }

  /// `ok`, or the first violation.
  public String summary() {
    return ok() ? "ok" : firstViolation;
  }

  String table() {
    var text = new StringBuilder();
    for (var pool : pools) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-20s %,12d decided %,12d reserved %,12d rejected %,12d movements;"
                  + " least available %,d (%s)%n",
              pool.name(),
              pool.decisions(),
              pool.reserved(),
              pool.rejected(),
              pool.movements(),
              pool.leastFree(),
              pool.leastWhere()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d frames, %,d decisions replayed in %.1f s%n",
            ok()
                ? "The stock ledger holds"
                : "NOT OK (%d): %s".formatted(violations, firstViolation),
            frames,
            decisions,
            seconds));
    return text.toString();
  }

  ObjectNode toJson() {
    var object = Http.JSON.createObjectNode().put("ok", ok()).put("frames", frames);
    object.put("decisions", decisions).put("violations", violations);
    object.put("firstViolation", firstViolation).put("seconds", seconds);
    var list = object.putArray("pools");
    for (var pool : pools) {
      list.addObject()
          .put("pool", pool.name())
          .put("decisions", pool.decisions())
          .put("reserved", pool.reserved())
          .put("rejected", pool.rejected())
          .put("movements", pool.movements())
          .put("positions", pool.positions())
          .put("leastAvailable", pool.leastFree())
          .put("leastAvailableAt", pool.leastWhere());
    }
    return object;
  }
}
