package dev.onhand.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir Path folder;

  @Test
  void every_process_has_a_port_of_its_own() {
    var ports = new Ports(Map.of());
    var seen = new HashSet<Integer>();
    Arrays.stream(Part.values()).forEach(part -> seen.add(ports.of(part)));
    seen.add(ports.kafkaController());
    assertEquals(Part.values().length + 1, seen.size());
    assertEquals(7400, ports.of(Part.REPORTING));
  }

  @Test
  void the_base_moves_all_ports_and_a_name_moves_one() {
    var ports = new Ports(Map.of("ONHAND_PORT_BASE", "9000", "ONHAND_PORT_ORDER", "1234"));
    assertEquals(9010, ports.of(Part.POSTGRES));
    assertEquals(1234, ports.of(Part.ORDER));
  }

  @Test
  void a_port_that_is_no_port_is_refused_by_name() {
    var refused =
        assertThrows(StackException.class, () -> new Ports(Map.of("ONHAND_PORT_BASE", "70000")));
    assertTrue(refused.getMessage().contains("ONHAND_PORT_BASE=70000"), refused.getMessage());
  }

  @Test
  void two_processes_with_one_port_are_refused_by_name() {
    var wanted = new LinkedHashMap<String, Integer>();
    wanted.put("kafka", 7000);
    wanted.put("connect", 7000);
    var refused = assertThrows(StackException.class, () -> Stack.requireDistinct(wanted));
    assertEquals("Port 7000 is asked for by kafka and connect.", refused.getMessage());
  }

  @Test
  void a_taken_port_is_named_before_anything_starts() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      assertFalse(Ports.isFree(taken.getLocalPort()));
      var home = folder.resolve("home");
      var environment = new HashMap<String, String>();
      environment.put("ONHAND_HOME", home.toString());
      // A stack may run on the default ports meanwhile.
      environment.put("ONHAND_PORT_BASE", Integer.toString(StackIT.freeBase()));
      environment.put("ONHAND_PORT_KAFKA", port);
      var settings = Settings.of(folder, environment);
      var stack = new Stack(settings, _ -> {});
      var refused = assertThrows(StackException.class, stack::up);
      assertTrue(refused.getMessage().contains("Port " + port + " for kafka"), refused.toString());
      assertTrue(stack.running(Part.POSTGRES).isEmpty());
    }
  }
}
