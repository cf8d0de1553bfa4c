package dev.onhand.reporting.feed;

import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A message that can never be projected, and why.
record Rejected(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
  private static final int DETAIL_LENGTH_MAX = 500;

  Rejected {
    Objects.requireNonNull(record);
    detail = detail == null ? "" : detail.replace("\0", "");
    if (detail.length() > DETAIL_LENGTH_MAX) detail = detail.substring(0, DETAIL_LENGTH_MAX);
  }
}
