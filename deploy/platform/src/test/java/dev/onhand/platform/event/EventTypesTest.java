package dev.onhand.platform.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class EventTypesTest {
  sealed interface DoorEvent {
    record Opened(String by, int degrees) implements DoorEvent {}

    record Closed(String by) implements DoorEvent {}
  }

  @Test
  void an_event_is_stored_under_its_name_and_version() {
    var types = EventTypes.of(DoorEvent.class);
    assertEquals("Opened.v1", types.nameOf(new DoorEvent.Opened("kim", 90)));
    assertEquals(new DoorEvent.Closed("kim"), types.read("Closed.v1", "{\"by\":\"kim\"}"));
  }

  @Test
  void an_old_version_is_read_through_its_upcasts() {
    var types =
        EventTypes.of(DoorEvent.class)
            .name(DoorEvent.Opened.class, "Opened.v3")
            .upcast("Opened.v1", "Opened.v2", old -> ((ObjectNode) old).put("by", "unknown"))
            .upcast("Opened.v2", "Opened.v3", old -> ((ObjectNode) old).put("degrees", 90));
    assertEquals(new DoorEvent.Opened("unknown", 90), types.read("Opened.v1", "{}"));
    assertEquals("Opened.v3", types.nameOf(new DoorEvent.Opened("kim", 1)));
  }

  @Test
  void an_unknown_name_is_an_error_and_never_skipped() {
    var types = EventTypes.of(DoorEvent.class);
    assertThrows(IllegalStateException.class, () -> types.read("Painted.v1", "{}"));
  }
}
