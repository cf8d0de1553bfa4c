package dev.onhand.platform.work;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// Waits before trying again: 20 ms, doubled each time up to 5 s, with a random half.
public final class Backoff {
  private static final long FIRST_MS = 20;
  private static final long LONGEST_MS = 5_000;

  private Backoff() {}

  public static void pause(int attempt) {
    long ms = Math.min(LONGEST_MS, FIRST_MS << Math.min(attempt - 1, 10));
    long jittered = ms / 2 + ThreadLocalRandom.current().nextLong(ms / 2 + 1);
    LockSupport.parkNanos(jittered * 1_000_000);
  }
}
