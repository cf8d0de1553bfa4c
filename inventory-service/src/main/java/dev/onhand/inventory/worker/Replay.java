package dev.onhand.inventory.worker;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/// How a long reading of a log is doing: how much was read, how fast, and when it will be done.
/// Written to the service's log every few seconds while it goes on, and shown by [Replays].
///
/// Advanced by the thread that reads; looked at by any.
public final class Replay implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Replay.class);
  private static final long TELL_EVERY_NS = 3_000_000_000L;
  private static final double NS_PER_SECOND = 1e9;

  /// Those that go on in this process.
  private static final Set<Replay> UNDER_WAY = ConcurrentHashMap.newKeySet();

  private final String what;
  private final LongSupplier clockNs;
  private final long beganNs;
  private long toldNs;
  private long firstRemaining = -1;
  private volatile Progress progress;

  /// @param what is read, and for what
  /// @param entries read so far
  /// @param remaining offsets still to read
  /// @param etaSeconds by the pace so far; null while that is not known
  @Schema(name = "Replay", description = "A long reading of a log.")
  public record Progress(
      @Schema(description = "What is read, and for what.") String what,
      @Schema(description = "Decisions read so far.") long entries,
      long entriesPerSecond,
      @Schema(description = "Offsets of the log still to read.") long remaining,
      @Schema(description = "Of the offsets.") int percent,
      @Schema(description = "By the pace so far; null while that is not known.") Long etaSeconds) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d entries read, %,d/s, %d %%, %s",
          entries,
          entriesPerSecond,
          percent,
          etaSeconds == null ? "end not in sight" : "about %,d s left".formatted(etaSeconds));
    }
  }

  private Replay(String what, LongSupplier clockNs) {
    this.what = what;
    this.clockNs = clockNs;
    beganNs = clockNs.getAsLong();
    toldNs = beganNs;
    progress = new Progress(what, 0, 0, 0, 0, null);
  }

  /// To be closed when it has ended, well or not.
  public static Replay begin(String what) {
    return begin(what, System::nanoTime);
  }

  static Replay begin(String what, LongSupplier clockNs) {
    var replay = new Replay(what, clockNs);
    UNDER_WAY.add(replay);
    return replay;
  }

  static List<Progress> underWay() {
    return UNDER_WAY.stream()
        .map(Replay::progress)
        .sorted(java.util.Comparator.comparing(Progress::what))
        .toList();
  }

  public Progress progress() {
    return progress;
  }

  /// Some more was read.
  ///
  /// @param remaining offsets still to read
  public void advance(long moreEntries, long remaining) {
    if (firstRemaining < remaining) firstRemaining = remaining;
    long nowNs = clockNs.getAsLong();
    double seconds = Math.max(1e-3, (nowNs - beganNs) / NS_PER_SECOND);
    long entries = progress.entries() + moreEntries;
    long done = firstRemaining - remaining;
    progress =
        new Progress(
            what,
            entries,
            Math.round(entries / seconds),
            remaining,
            firstRemaining == 0 ? 100 : (int) (100 * done / firstRemaining),
            done == 0 ? null : Math.round(remaining * seconds / done));
    if (nowNs - toldNs >= TELL_EVERY_NS) {
      toldNs = nowNs;
      LOG.infof("%s: %s", what, progress);
    }
  }

  @Override
  public void close() {
    UNDER_WAY.remove(this);
  }
}
