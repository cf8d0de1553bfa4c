package dev.onhand.procurement.purchaseorder;

import dev.onhand.procurement.purchaseorder.PurchaseOrderEvent.HoldReason;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.Money;

/// A purchase order as its events tell it, and the facts that came for its id.
sealed interface PurchaseOrder {
  Facts facts();

  /// Nobody here has asked for it; facts about it may have come all the same.
  record Unknown(Facts facts) implements PurchaseOrder {}

  /// @param placedAt null before it is placed
  /// @param receivedAt when it was received in full; null before
  record Known(
      Status status,
      Terms terms,
      String requestedBy,
      Instant placedAt,
      Instant receivedAt,
      Facts facts)
      implements PurchaseOrder {

    Known in(Status next) {
      return new Known(next, terms, requestedBy, placedAt, receivedAt, facts);
    }

    Known with(Facts next) {
      return new Known(status, terms, requestedBy, placedAt, receivedAt, next);
    }

    Known placed(Status next, Instant at) {
      return new Known(next, terms, requestedBy, at, receivedAt, facts);
    }

    Known received(Instant at) {
      return new Known(Status.RECEIVED, terms, requestedBy, placedAt, at, facts);
    }
  }

  enum Status {
    AWAITING_APPROVAL,
    DECLINED,
    PLACED,
    PARTIALLY_RECEIVED,
    RECEIVED,
    CLOSED
  }

  PurchaseOrder NONE = new Unknown(Facts.NONE);

  /// @param reported what was reported under each delivery note
  /// @param received quantity by line number
  /// @param invoiced quantity by line number, of matched invoices
  /// @param invoices by the supplier's number, in order of arrival
  /// @param reused invoices whose number was known with other content
  record Facts(
      Map<String, Set<Delivery>> reported,
      Map<Integer, Long> received,
      Map<Integer, Long> invoiced,
      Map<String, InvoiceState> invoices,
      Set<SupplierInvoice> reused) {

    static final Facts NONE = new Facts(Map.of(), Map.of(), Map.of(), Map.of(), Set.of());

    long received(int line) {
      return received.getOrDefault(line, 0L);
    }

    long invoiced(int line) {
      return invoiced.getOrDefault(line, 0L);
    }

    boolean hasHeldInvoice() {
      return invoices.values().stream().anyMatch(InvoiceState.Held.class::isInstance);
    }

    Facts withReport(Delivery delivery) {
      var reports = new LinkedHashSet<>(reported.getOrDefault(delivery.deliveryNote(), Set.of()));
      reports.add(delivery);
      return new Facts(
          with(reported, delivery.deliveryNote(), Collections.unmodifiableSet(reports)),
          received,
          invoiced,
          invoices,
          reused);
    }

    Facts withReceived(Iterable<Terms.Line> lines) {
      var sums = new TreeMap<>(received);
      for (var line : lines) sums.merge(line.number(), line.quantity(), Math::addExact);
      return new Facts(reported, Collections.unmodifiableMap(sums), invoiced, invoices, reused);
    }

    Facts withInvoice(SupplierInvoice invoice, InvoiceState state) {
      return new Facts(
          reported, received, invoiced, with(invoices, invoice.invoiceId(), state), reused);
    }

    Facts withInvoiced(Map<Integer, Long> quantities) {
      var sums = new TreeMap<>(invoiced);
      quantities.forEach((line, quantity) -> sums.merge(line, quantity, Math::addExact));
      return new Facts(reported, received, Collections.unmodifiableMap(sums), invoices, reused);
    }

    Facts withReused(SupplierInvoice invoice) {
      var all = new LinkedHashSet<>(reused);
      all.add(invoice);
      return new Facts(reported, received, invoiced, invoices, Collections.unmodifiableSet(all));
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
      var copy = new LinkedHashMap<>(map);
      copy.put(key, value);
      return Collections.unmodifiableMap(copy);
    }
  }

  /// What became of an invoice.
  sealed interface InvoiceState {
    SupplierInvoice invoice();

    record Held(SupplierInvoice invoice, HoldReason reason, String detail)
        implements InvoiceState {}

    record Matched(SupplierInvoice invoice, Money variance) implements InvoiceState {}

    record Declined(SupplierInvoice invoice, String reason) implements InvoiceState {}
  }
}
