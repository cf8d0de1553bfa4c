package dev.onhand.platform.work;

import java.util.LinkedHashMap;
import java.util.Map;

/// Last known state of recently used streams, so that a transaction reads only newer events.
/// An entry may be behind the table; loading asks for what is after its version.
final class StreamCache {
  /// Few beside a service's heap: a state is some kilobytes, and what is used again is mostly used
  /// again soon.
  static final int STREAMS_MAX = 4_000;

  record Known(long version, Object state) {}

  private final Map<String, Known> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > STREAMS_MAX;
        }
      };

  synchronized Known get(String stream) {
    return entries.get(stream);
  }

  synchronized void put(String stream, long version, Object state) {
    entries.put(stream, new Known(version, state));
  }

  synchronized void clear() {
    entries.clear();
  }
}
