package dev.onhand.inventory.reservation;

import dev.onhand.platform.http.Problems;
import java.time.Duration;
import java.util.regex.Pattern;

/// How long a caller would wait for the answer: `Prefer: wait=2` (RFC 7240), in seconds.
final class Preference {
  static final String HEADER = "Prefer";

  /// Nobody waits longer; whoever asks for more waits so long.
  static final int WAIT_SECONDS_MAX = 10;

  private static final Pattern WAIT =
      Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?([^\",;]*)");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private Preference() {}

  /// Not at all, where nothing is said.
  static Duration wait(String header) {
    if (header == null) return Duration.ZERO;
    var matcher = WAIT.matcher(header);
    if (!matcher.find()) return Duration.ZERO;
    var seconds = matcher.group(1).trim();
    if (!SECONDS.matcher(seconds).matches()) {
      throw Problems.invalid(HEADER, "send wait=SECONDS, a whole number");
    }
    return Duration.ofSeconds(Math.min(WAIT_SECONDS_MAX, Long.parseLong(seconds)));
  }
}
