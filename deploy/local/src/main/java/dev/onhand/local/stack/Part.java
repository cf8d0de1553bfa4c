package dev.onhand.local.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The processes of the stack. The order is the one they are listed in.
public enum Part {
  POSTGRES("postgres", 10, 0, false),
  KAFKA("kafka", 11, 256, false),
  CONNECT("connect", 13, 256, false),
  ORDER("order-service", 1, 768, true),
  INVENTORY("inventory-service", 2, 192, true),
  FULFILLMENT("fulfillment-service", 3, 160, true),
  PROCUREMENT("procurement-service", 4, 160, true),
  RETURNS("returns-service", 5, 160, true),
  LEDGER("ledger-service", 6, 160, true),
  REPORTING("reporting-service", 0, 192, false);

  private final String label;
  private final int portOffset;
  private final int heapMegabytes;
  private final boolean outbox;

  Part(String label, int portOffset, int heapMegabytes, boolean outbox) {
    this.label = label;
    this.portOffset = portOffset;
    this.heapMegabytes = heapMegabytes;
    this.outbox = outbox;
  }

  /// Name of process, log file and, for a service, module folder.
  public String label() {
    return label;
  }

  /// `order` for ORDER: the short name in environment variables, topics and connectors.
  public String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  int portOffset() {
    return portOffset;
  }

  /// Megabytes of Java heap unless ONHAND_HEAP_<NAME> says otherwise.
  int heapMegabytes() {
    return heapMegabytes;
  }

  public boolean isService() {
    return ordinal() >= ORDER.ordinal();
  }

  /// Whether Debezium reads an outbox of this service.
  public boolean hasOutbox() {
    return outbox;
  }

  /// Database and its owner role.
  public String database() {
    return shortName() + "_service";
  }

  /// The replication slot that the service's migration makes.
  public String slot() {
    return database() + "_outbox";
  }

  /// The connector that reads the slot.
  public String connector() {
    return shortName() + "-outbox";
  }

  public static List<Part> services() {
    return Arrays.stream(values()).filter(Part::isService).toList();
  }

  public static List<Part> withOutbox() {
    return Arrays.stream(values()).filter(Part::hasOutbox).toList();
  }

  /// Finds `order`, `order-service` or `ORDER`.
  public static Optional<Part> named(String name) {
    return Arrays.stream(values())
        .filter(p -> p.label.equalsIgnoreCase(name) || p.name().equalsIgnoreCase(name))
        .findFirst();
  }
}
