package dev.onhand.platform.event;

/// Names one stream: the kind (`order`) and the aggregate's id. Stored as `kind/id`.
public record StreamRef(String kind, String id) {
  public StreamRef {
    if (kind.isBlank() || id == null || id.isBlank()) {
      throw new IllegalArgumentException("a stream needs a kind and an id: " + kind + "/" + id);
    }
  }

  public static StreamRef of(StreamType<?, ?, ?> type, String id) {
    return new StreamRef(type.kind(), id);
  }

  @Override
  public String toString() {
    return kind + "/" + id;
  }
}
