package dev.onhand.reporting.completeness;

import java.time.Instant;
import java.util.List;

/// How far the data is complete.
///
/// @param completeThrough everything recorded before is included; null until all sources were heard
/// @param asOf the database's clock when this was read, to compare with
/// @param rejected messages that could not be projected, see the exceptions
public record Completeness(
    Instant completeThrough, Instant asOf, List<Source> sources, long rejected) {

  /// @param completeThrough the latest heartbeat that counts; null when none was heard
  public record Source(String source, Instant completeThrough) {}
}
