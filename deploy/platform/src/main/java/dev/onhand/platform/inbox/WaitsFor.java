package dev.onhand.platform.inbox;

/// Thrown by a handler, before it has decided or written anything, when the thing its message
/// depends on is not here yet. The message is parked until `kind/id` arrives; later messages of
/// the same subject park behind it.
public final class WaitsFor extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;

  public WaitsFor(String kind, String id) {
    super("waits for " + kind + "/" + id, null, false, false);
    this.key = kind + "/" + id;
  }

  String key() {
    return key;
  }
}
