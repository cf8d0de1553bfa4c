package dev.onhand.order.channel;

/// What one document, or one entry of a page of documents, turned out to be; with the bytes that
/// are kept of it: those of the document as they came, those of an entry written again.
public record Part(byte[] body, Reading reading) {
  @Override
  public String toString() {
    return "Part[" + reading.getClass().getSimpleName() + "]"; // never a body in a log
  }
}
