package dev.onhand.local.stack;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Polling with a deadline.
public final class Wait {
  private static final long STEP_MILLIS = 50;

  private Wait() {}

  /// True as soon as the condition holds; false after the time, or when interrupted.
  public static boolean until(Duration most, BooleanSupplier condition) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(STEP_MILLIS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
