package dev.onhand.reporting.exceptions;

import java.time.Instant;
import java.util.List;

/// A page of exceptions, those due first at the top; `next` is the value of `after`.
record ExceptionPage(
    Instant completeThrough,
    Instant asOf,
    long open,
    long overdue,
    List<ExceptionCase> items,
    String next) {

  /// Something that waits for a person.
  ///
  /// @param orderId the order it is about, if its subject is one, else null
  /// @param actions what the owning service offers, by name
  record ExceptionCase(
      String exceptionId,
      String service,
      String kind,
      String subject,
      String detail,
      String owner,
      String assignedTo,
      List<String> actions,
      String orderId,
      Instant raisedAt,
      Instant dueAt,
      Instant resolvedAt,
      String resolvedBy,
      String resolution) {}
}
