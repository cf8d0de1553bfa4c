package dev.onhand.order.order;

import dev.onhand.order.channel.PaymentReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;

/// The money of an order. `captured` is what we or the channel have; `capturesAsked` the sum of all
/// captures asked for and not failed; `pendingCaptures` those without an answer; `granted` the sum
/// of all granted refunds, never above `captured`; `settled` the captures and refunds that the
/// provider has confirmed; `failed` what could not be captured, by capture; `retries` the capture
/// that another one tries again. `authorizedUntil` may be null.
record Payment(
    PaymentReport report,
    boolean receivedByChannel,
    Instant authorizedUntil,
    Money captured,
    Money capturesAsked,
    Map<String, Money> pendingCaptures,
    Money granted,
    Map<String, Refund> refunds,
    Map<String, Refund> deferred,
    Set<String> settled,
    Map<String, Money> failed,
    Map<String, String> retries) {

  static final Payment NONE =
      new Payment(
          PaymentReport.PENDING,
          false,
          null,
          null,
          null,
          Map.of(),
          null,
          Map.of(),
          Map.of(),
          Set.of(),
          Map.of(),
          Map.of());

  static Payment reported(PaymentReport report, Money zero) {
    return new Payment(
        report, false, null, zero, zero, Map.of(), zero, Map.of(), Map.of(), Set.of(), Map.of(),
        Map.of());
  }

  Money refundable() {
    return captured.minus(granted);
  }

  /// What would be refundable if every capture that was asked for succeeds.
  Money refundableLater() {
    return pendingCaptures.values().stream().reduce(refundable(), Money::plus);
  }

  boolean authorizationExpired(Instant at) {
    return report == PaymentReport.AUTHORIZED
        && authorizedUntil != null
        && !authorizedUntil.isAfter(at);
  }

  Payment withReport(PaymentReport newReport) {
    return new Payment(
        newReport,
        receivedByChannel,
        authorizedUntil,
        captured,
        capturesAsked,
        pendingCaptures,
        granted,
        refunds,
        deferred,
        settled,
        failed,
        retries);
  }

  Payment received(Money amount) {
    return new Payment(
        PaymentReport.PAID,
        true,
        authorizedUntil,
        captured.plus(amount),
        capturesAsked,
        pendingCaptures,
        granted,
        refunds,
        deferred,
        settled,
        failed,
        retries);
  }

  Payment authorized(Instant until) {
    return new Payment(
        PaymentReport.AUTHORIZED,
        receivedByChannel,
        until,
        captured,
        capturesAsked,
        pendingCaptures,
        granted,
        refunds,
        deferred,
        settled,
        failed,
        retries);
  }

  Payment asking(String captureId, Money amount) {
    var pending = new LinkedHashMap<>(pendingCaptures);
    pending.put(captureId, amount);
    return captures(captured, capturesAsked.plus(amount), pending);
  }

  Payment capturing(String captureId, Money amount) {
    var pending = new HashMap<>(pendingCaptures);
    var asked = pending.remove(captureId);
    // a capture nobody asked for counts as asked, so that it is not captured a second time
    var sum = asked == null ? capturesAsked.plus(amount) : capturesAsked;
    return captures(captured.plus(amount), sum, pending).settling(captureId);
  }

  Payment settling(String captureOrRefundId) {
    var more = new HashSet<>(settled);
    more.add(captureOrRefundId);
    return new Payment(
        report,
        receivedByChannel,
        authorizedUntil,
        captured,
        capturesAsked,
        pendingCaptures,
        granted,
        refunds,
        deferred,
        Set.copyOf(more),
        failed,
        retries);
  }

  Payment failing(String captureId) {
    var pending = new HashMap<>(pendingCaptures);
    var asked = pending.remove(captureId);
    if (asked == null) return this;
    return captures(captured, capturesAsked.minus(asked), pending).withFailed(captureId, asked);
  }

  private Payment withFailed(String captureId, Money amount) {
    var more = new HashMap<>(failed);
    more.put(captureId, amount);
    return new Payment(
        report,
        receivedByChannel,
        authorizedUntil,
        captured,
        capturesAsked,
        pendingCaptures,
        granted,
        refunds,
        deferred,
        settled,
        Map.copyOf(more),
        retries);
  }

  Payment retrying(String captureId, String failedId) {
    if (failedId == null) return this;
    var more = new HashMap<>(retries);
    more.put(captureId, failedId);
    return new Payment(
        report,
        receivedByChannel,
        authorizedUntil,
        captured,
        capturesAsked,
        pendingCaptures,
        granted,
        refunds,
        deferred,
        settled,
        failed,
        Map.copyOf(more));
  }

  /// The capture that this one tries again, or tries again to try again.
  String root(String captureId) {
    var root = captureId;
    while (retries.containsKey(root)) root = retries.get(root);
    return root;
  }

  /// 1 for a first capture.
  int attempt(String captureId) {
    int attempt = 1;
    for (var id = captureId; retries.containsKey(id); id = retries.get(id)) attempt++;
    return attempt;
  }

  private Payment captures(Money nowCaptured, Money asked, Map<String, Money> pending) {
    return new Payment(
        report,
        receivedByChannel,
        authorizedUntil,
        nowCaptured,
        asked,
        Map.copyOf(pending),
        granted,
        refunds,
        deferred,
        settled,
        failed,
        retries);
  }

  Payment granting(Refund refund) {
    return refunding(granted.plus(refund.amount()), with(refunds, refund), without(refund));
  }

  Payment refusing(Refund refund) {
    return refunding(granted, with(refunds, refund), without(refund));
  }

  Payment deferring(Refund refund) {
    return refunding(granted, refunds, with(deferred, refund));
  }

  private Payment refunding(
      Money nowGranted, Map<String, Refund> known, Map<String, Refund> nowDeferred) {
    return new Payment(
        report,
        receivedByChannel,
        authorizedUntil,
        captured,
        capturesAsked,
        pendingCaptures,
        nowGranted,
        known,
        nowDeferred,
        settled,
        failed,
        retries);
  }

  private static Map<String, Refund> with(Map<String, Refund> refunds, Refund refund) {
    var more = new LinkedHashMap<>(refunds);
    more.put(refund.refundId(), refund);
    return java.util.Collections.unmodifiableMap(more);
  }

  private Map<String, Refund> without(Refund refund) {
    if (!deferred.containsKey(refund.refundId())) return deferred;
    var fewer = new LinkedHashMap<>(deferred);
    fewer.remove(refund.refundId());
    return java.util.Collections.unmodifiableMap(fewer);
  }
}
