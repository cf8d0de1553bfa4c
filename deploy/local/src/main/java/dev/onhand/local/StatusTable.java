package dev.onhand.local;

import dev.onhand.local.stack.StackStatus;
import java.util.Locale;

/// [StackStatus] for a person.
final class StatusTable {
  private StatusTable() {}

  static String of(StackStatus status) {
    var text = new StringBuilder();
    text.append(line("PROCESS", "STATE", "PID", "PORT", "MEMORY"));
    for (var process : status.processes()) {
      text.append(
          line(
              process.name(),
              process.state(),
              process.pid() == 0 ? "-" : Long.toString(process.pid()),
              Integer.toString(process.port()),
              process.pid() == 0 ? "-" : megabytes(process.residentKilobytes())));
    }
    text.append(line("", "", "", "total", megabytes(status.residentKilobytes())));
    if (!status.connectors().isEmpty()) {
      text.append("\n").append(line("CONNECTOR", "STATE", "", "", "WAL LAG"));
      for (var connector : status.connectors()) {
        var lag = connector.lagBytes() < 0 ? "-" : connector.lagBytes() / 1024 + " kB";
        text.append(line(connector.name(), connector.state(), "", "", lag));
      }
    }
    if (!status.consumers().isEmpty()) {
      text.append("\n").append(line("CONSUMER", "", "", "", "LAG"));
      for (var consumer : status.consumers()) {
        text.append(line(consumer.group(), "", "", "", Long.toString(consumer.lag())));
      }
    }
    return text.toString();
  }

  private static String line(String a, String b, String c, String d, String e) {
    return String.format(Locale.ROOT, "%-24s %-14s %8s %6s %10s%n", a, b, c, d, e);
  }

  private static String megabytes(long kilobytes) {
    return kilobytes / 1024 + " MB";
  }
}
