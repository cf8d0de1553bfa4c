package dev.onhand.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A process known by its pid file.
///
/// @param startTick the kernel's start time of the process: a pid that was given to another process
///     since has another one
public record Running(long pid, long startTick) {
  private static final int STATE = 0;
  private static final int START_TICK = 19;

  static Running of(long pid) {
    return new Running(pid, tick(pid).orElse(-1L));
  }

  /// What the pid file says, alive or not.
  static Optional<Running> read(Path pidFile) {
    try {
      var fields = Files.readString(pidFile).strip().split(" ");
      return Optional.of(new Running(Long.parseLong(fields[0]), Long.parseLong(fields[1])));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  void write(Path pidFile) {
    try {
      Files.writeString(pidFile, pid + " " + startTick + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + pidFile, e);
    }
  }

  boolean isAlive() {
    return tick(pid).filter(now -> now == startTick).isPresent();
  }

  /// Kilobytes of resident memory, with the child processes of PostgreSQL.
  long residentKilobytes() {
    return resident(pid)
        + ProcessHandle.of(pid)
            .map(p -> p.children().mapToLong(c -> shareOf(c.pid())).sum())
            .orElse(0L);
  }

  /// SIGTERM, or what `signal` names.
  public void signal(String signal) {
    if (!isAlive()) {
      return;
    }
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot signal process " + pid, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// False when it still runs after the time.
  public boolean awaitEnd(Duration most) {
    return Wait.until(most, () -> !isAlive());
  }

  private static Optional<Long> tick(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The command in brackets may hold blanks: fields are counted after it.
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
      return ended ? Optional.empty() : Optional.of(Long.parseLong(fields[START_TICK]));
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private static long resident(long pid) {
    return field("/proc/" + pid + "/status", "VmRSS:");
  }

  /// Backends share their buffers: only what is their own counts.
  private static long shareOf(long pid) {
    return field("/proc/" + pid + "/status", "RssAnon:");
  }

  private static long field(String file, String name) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(l -> l.startsWith(name))
          .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0L);
    } catch (IOException | UncheckedIOException _) {
      return 0;
    }
  }
}
