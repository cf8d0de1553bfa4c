package dev.onhand.platform.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class StreamCacheTest {
  @Test
  void the_stream_longest_unused_is_forgotten_at_the_limit() {
    var cache = new StreamCache();
    for (int i = 0; i < StreamCache.STREAMS_MAX; i++) cache.put("s/" + i, 1, i);
    cache.get("s/0");
    cache.put("s/new", 1, "new");

    assertEquals(0, cache.get("s/0").state());
    assertNull(cache.get("s/1"));
  }
}
