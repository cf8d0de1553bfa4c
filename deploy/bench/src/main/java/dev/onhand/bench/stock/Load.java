package dev.onhand.bench.stock;

import dev.onhand.inventory.kafka.Topics;
import dev.onhand.local.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A load that runs, or has run.
///
/// @param first offset of its first order
/// @param beginMs when that was due
record Load(Process process, Path output, int rate, int seconds, long first, long beginMs)
    implements AutoCloseable {
  private static final long GLANCE_MS = 20;

  /// @param holdMs how long an order holds its units
  static Load begin(Lab lab, long seed, int rate, int seconds, int partitions, long holdMs) {
    long first = lab.end(Topics.COMMANDS);
    var output = lab.settings().home().directory().resolve("logs/load-" + seed + ".log");
    var process =
        Subject.start(
            output,
            LoadProcess.class,
            lab.bootstrapServers(),
            Topics.COMMANDS,
            seed,
            rate,
            seconds,
            partitions,
            holdMs);
    try {
      while (true) {
        var started =
            Files.exists(output)
                ? Files.readAllLines(output).stream()
                    .filter(line -> line.startsWith(LoadProcess.STARTED))
                    .findFirst()
                : Optional.<String>empty();
        if (started.isPresent()) {
          long beginMs = Long.parseLong(started.get().substring(LoadProcess.STARTED.length()));
          return new Load(process, output, rate, seconds, first, beginMs);
        }
        if (!process.isAlive()) {
          throw new StackException("the load does not start: " + Files.readString(output));
        }
        Thread.sleep(GLANCE_MS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted.");
    }
  }

  int orders() {
    return rate * seconds;
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /// Waits for its end.
  void await() {
    try {
      process.waitFor();
      if (!Files.readString(output).contains("failed 0")) {
        throw new StackException("not all of the load was sent: " + Files.readString(output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
