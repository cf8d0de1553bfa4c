package dev.onhand.bench.stock;

import dev.onhand.bench.Result;
import dev.onhand.inventory.kafka.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The highest rate at which nobody falls behind: neither the ledger nor the publisher nor the
/// projection, which publishes availability. Rates are tried for a short while, from below; the
/// highest that held is then held for a minute.
final class Sustained {
  private static final int[] RATES = {
    10_000, 20_000, 30_000, 40_000, 50_000, 65_000, 80_000, 100_000, 130_000
  };
  private static final int TRIAL_SECONDS = 20;
  private static final int WARM_SECONDS = 40;
  private static final int CONFIRMED_SECONDS = 60;
  private static final long SAMPLE_MS = 1_000;

  /// How far behind one may be, in seconds of the load.
  private static final double BEHIND_SECONDS_MAX = 3;

  private final ServiceLab service;

  Sustained(ServiceLab service) {
    this.service = service;
  }

  /// A load that nobody measures: compilers are at work.
  void warmUp() {
    holds(RATES[0], WARM_SECONDS);
  }

  /// Looks for it, when all is warm.
  int find() {
    return find(RATES[0], Integer.MAX_VALUE);
  }

  /// @param from lower rates are not tried
  /// @param to nor are higher ones
  int find(int from, int to) {
    int held = 0;
    for (int rate : RATES) {
      if (rate < from || rate > to) {
        continue;
      }
      if (!holds(rate, TRIAL_SECONDS)) {
        break;
      }
      held = rate;
    }
    for (int at = Arrays.binarySearch(RATES, held); at >= 0; at--) {
      if (holds(RATES[at], CONFIRMED_SECONDS)) {
        return RATES[at];
      }
    }
    return 0;
  }

  static Result result(int rate) {
    return Result.atLeast("sustained", rate, "orders/s", 30_000, 100_000);
  }

  /// Whether nobody is far behind, and over a minute the lag of all is flat: in the last third of
  /// the time as in the one before. In a shorter time compilers are at work, of the load too, and
  /// what they delay is caught up with later.
  boolean holds(int rate, int seconds) {
    List<double[]> samples = new ArrayList<>();
    long logBefore = service.lab().end(Topics.LOG);
    try (var load = service.begin(rate, seconds)) {
      while (load.isRunning()) {
        pause();
        samples.add(
            new double[] {
              service.lag(ServiceLab.LEDGER),
              service.lag(ServiceLab.PUBLISHER),
              service.lag(ServiceLab.PROJECTION)
            });
      }
      load.await();
    }
    double[] perSecond = {rate, 0, 0};
    perSecond[1] = (service.lab().end(Topics.LOG) - logBefore) / (double) seconds;
    perSecond[2] = perSecond[1];
    service.drain();
    boolean flat = true;
    double[] behind = new double[perSecond.length];
    for (int who = 0; who < perSecond.length; who++) {
      double before = median(samples, who, 1) / perSecond[who];
      behind[who] = median(samples, who, 2) / perSecond[who];
      boolean grows = behind[who] >= Math.max(1, before * 1.25);
      flat &= behind[who] < BEHIND_SECONDS_MAX && !(grows && seconds >= CONFIRMED_SECONDS);
    }
    service
        .lab()
        .say(
            String.format(
                Locale.ROOT,
                "  %,7d orders/s for %d s: behind by %.1f s (ledger), %.1f s (publisher),"
                    + " %.1f s (projection, availability): %s",
                rate,
                seconds,
                behind[0],
                behind[1],
                behind[2],
                flat ? "flat" : "falls behind"));
    return flat;
  }

  private static double median(List<double[]> samples, int who, int third) {
    int size = samples.size() / 3;
    double[] values =
        samples.stream().skip((long) third * size).limit(size).mapToDouble(s -> s[who]).toArray();
    Arrays.sort(values);
    return values.length == 0 ? Double.MAX_VALUE : values[values.length / 2];
  }

  private static void pause() {
    try {
      Thread.sleep(SAMPLE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
