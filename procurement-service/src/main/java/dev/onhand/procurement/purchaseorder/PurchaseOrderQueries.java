package dev.onhand.procurement.purchaseorder;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.InvoiceState;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Known;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What is shown of purchase orders. Lists come from the projected tables, one purchase order from
/// its stream.
final class PurchaseOrderQueries {
  private PurchaseOrderQueries() {}

  record Summary(
      String purchaseOrderId,
      String status,
      String supplierId,
      String locationId,
      String pool,
      Money total,
      Instant expectedAt,
      String requestedBy) {}

  record LineView(
      int lineNumber, String sku, long ordered, long received, long invoiced, Money unitCost) {}

  record InvoiceView(
      String purchaseOrderId,
      String invoiceId,
      String supplierId,
      String status,
      String holdReason,
      String detail,
      Money total,
      Money variance,
      Instant invoicedAt) {}

  record Detail(
      String purchaseOrderId,
      String status,
      String supplierId,
      String locationId,
      String pool,
      Money total,
      Instant expectedAt,
      String requestedBy,
      List<LineView> lines,
      List<InvoiceView> invoices) {}

  /// An event as the log has it: the audit trail.
  record EventView(
      long version, String type, Instant occurredAt, String actor, @JsonRawValue String event) {}

  static Detail detail(String id, Known order) {
    var terms = order.terms();
    var facts = order.facts();
    return new Detail(
        id,
        order.status().name(),
        terms.supplierId(),
        terms.locationId(),
        terms.pool(),
        terms.total(),
        terms.expectedAt(),
        order.requestedBy(),
        terms.lines().stream()
            .map(
                line ->
                    new LineView(
                        line.number(),
                        line.sku(),
                        line.quantity(),
                        facts.received(line.number()),
                        facts.invoiced(line.number()),
                        line.unitCost()))
            .toList(),
        facts.invoices().values().stream().map(state -> view(id, state)).toList());
  }

  private static InvoiceView view(String id, InvoiceState state) {
    var invoice = state.invoice();
    return new InvoiceView(
        id,
        invoice.invoiceId(),
        invoice.supplierId(),
        PurchaseOrderTables.status(state),
        state instanceof InvoiceState.Held held ? held.reason().name() : null,
        PurchaseOrderTables.detail(state),
        invoice.total(),
        state instanceof InvoiceState.Matched matched ? matched.variance() : null,
        invoice.invoicedAt());
  }

  /// Purchase orders by id, which is by time of request; null filters take all.
  static List<Summary> list(
      Connection connection, String status, String supplierId, String after, int limit)
      throws SQLException {
    var sql =
        """
        select id, status, supplier_id, location_id, pool, currency, total_minor, expected_at,
               requested_by
        from purchase_order
        where id > ? and (?::text is null or status = ?) and (?::text is null or supplier_id = ?)
        order by id limit ?
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, after == null ? "" : after);
      statement.setString(2, status);
      statement.setString(3, status);
      statement.setString(4, supplierId);
      statement.setString(5, supplierId);
      statement.setInt(6, limit);
      var rows = new ArrayList<Summary>();
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(
              new Summary(
                  result.getString(1),
                  result.getString(2),
                  result.getString(3),
                  result.getString(4),
                  result.getString(5),
                  money(result.getString(6), result.getLong(7)),
                  instant(result, 8),
                  result.getString(9)));
        }
      }
      return rows;
    }
  }

  /// Invoices by purchase order and number; `after` is `purchaseOrderId/invoiceId`.
  static List<InvoiceView> invoices(Connection connection, String status, String after, int limit)
      throws SQLException {
    var sql =
        """
        select purchase_order_id, invoice_id, supplier_id, status, hold_reason, detail, currency,
               total_minor, variance_minor, invoiced_at
        from supplier_invoice
        where purchase_order_id || '/' || invoice_id > ? and (?::text is null or status = ?)
        order by purchase_order_id || '/' || invoice_id limit ?
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, after == null ? "" : after);
      statement.setString(2, status);
      statement.setString(3, status);
      statement.setInt(4, limit);
      var rows = new ArrayList<InvoiceView>();
      try (var result = statement.executeQuery()) {
        while (result.next()) rows.add(invoice(result));
      }
      return rows;
    }
  }

  private static InvoiceView invoice(ResultSet result) throws SQLException {
    var currency = result.getString(7);
    var variance = result.getObject(9, Long.class);
    return new InvoiceView(
        result.getString(1),
        result.getString(2),
        result.getString(3),
        result.getString(4),
        result.getString(5),
        result.getString(6),
        money(currency, result.getLong(8)),
        variance == null ? null : money(currency, variance),
        instant(result, 10));
  }

  /// The stream's events after a version, oldest first.
  static List<EventView> events(Connection connection, String id, long after, int limit)
      throws SQLException {
    var sql =
        "select version, type, occurred_at, actor, data from event"
            + " where stream = ? and version > ? order by version limit ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, PurchaseOrderStream.STREAM.kind() + "/" + id);
      statement.setLong(2, after);
      statement.setInt(3, limit);
      var rows = new ArrayList<EventView>();
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(
              new EventView(
                  result.getLong(1),
                  result.getString(2),
                  instant(result, 3),
                  result.getString(4),
                  result.getString(5)));
        }
      }
      return rows;
    }
  }

  private static Money money(String currency, long minor) {
    return Money.ofMinor(CurrencyUnit.of(currency), minor);
  }

  private static Instant instant(ResultSet result, int column) throws SQLException {
    return result.getObject(column, OffsetDateTime.class).toInstant();
  }
}
