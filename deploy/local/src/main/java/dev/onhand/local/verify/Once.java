package dev.onhand.local.verify;

import java.util.HashSet;
import java.util.Set;

/// Tells repeats from first sights: a connector that was killed sends some messages again.
final class Once {
  private final Set<String> seen = new HashSet<>();

  boolean isFirst(String id) {
    return seen.add(id);
  }
}
