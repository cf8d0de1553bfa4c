package dev.onhand.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;

/// TCP ports on localhost: ONHAND_PORT_BASE (7400) plus a fixed offset per process, each
/// overridable by ONHAND_PORT_<NAME>, for instance ONHAND_PORT_POSTGRES.
public final class Ports {
  static final int BASE_DEFAULT = 7400;
  private static final int CONTROLLER_OFFSET = 12;

  private final Map<String, String> environment;
  private final int base;

  Ports(Map<String, String> environment) {
    this.environment = environment;
    this.base = number("ONHAND_PORT_BASE", BASE_DEFAULT);
  }

  public int of(Part part) {
    return number("ONHAND_PORT_" + part.name(), base + part.portOffset());
  }

  /// The KRaft controller's listener beside the broker's.
  public int kafkaController() {
    return number("ONHAND_PORT_KAFKA_CONTROLLER", base + CONTROLLER_OFFSET);
  }

  private int number(String variable, int otherwise) {
    var text = environment.get(variable);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      int port = Integer.parseInt(text.strip());
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new StackException(variable + "=" + text + " is not a port: use 1 to 65535.");
  }

  /// Whether nothing listens on the port of localhost.
  static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
