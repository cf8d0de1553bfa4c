package dev.onhand.order.channel;

/// Who bought: personal, kept encrypted only. Every part may be null.
public record Buyer(String externalId, String name, String email) {
  @Override
  public String toString() {
    return "Buyer[…]"; // never in a log
  }
}
