package dev.onhand.procurement.purchaseorder;

import dev.onhand.platform.event.Current;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.InvoiceState;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Known;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.joda.money.Money;

/// Writes the tables that lists and analysts read: one row per purchase order, per line, and per
/// supplier invoice (also of purchase orders that nobody knows).
final class PurchaseOrderTables {
  private static final String ORDER =
      """
      insert into purchase_order (id, status, supplier_id, location_id, pool, currency,
        total_minor, expected_at, requested_by, version, changed_at, placed_at, received_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do update set status = excluded.status, version = excluded.version,
        changed_at = excluded.changed_at, placed_at = excluded.placed_at,
        received_at = excluded.received_at
      """;
  private static final String LINE =
      """
      insert into purchase_order_line (purchase_order_id, line_number, sku, ordered, received,
        invoiced, unit_cost_minor)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (purchase_order_id, line_number) do update
        set received = excluded.received, invoiced = excluded.invoiced
      """;
  private static final String INVOICE =
      """
      insert into supplier_invoice (purchase_order_id, invoice_id, supplier_id, status,
        hold_reason, detail, currency, total_minor, variance_minor, invoiced_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (purchase_order_id, invoice_id) do update
        set status = excluded.status, hold_reason = excluded.hold_reason,
          detail = excluded.detail, variance_minor = excluded.variance_minor
      """;

  private PurchaseOrderTables() {}

  static void save(Connection connection, List<Current<PurchaseOrder>> changed)
      throws SQLException {
    try (var order = connection.prepareStatement(ORDER);
        var line = connection.prepareStatement(LINE);
        var invoice = connection.prepareStatement(INVOICE)) {
      for (var current : changed) {
        if (current.state() instanceof Known known) {
          add(order, current, known);
          addLines(line, current.id(), known);
        }
        addInvoices(invoice, current.id(), current.state());
      }
      order.executeBatch();
      line.executeBatch();
      invoice.executeBatch();
    }
  }

  private static void add(PreparedStatement statement, Current<PurchaseOrder> current, Known order)
      throws SQLException {
    var terms = order.terms();
    statement.setString(1, current.id());
    statement.setString(2, order.status().name());
    statement.setString(3, terms.supplierId());
    statement.setString(4, terms.locationId());
    statement.setString(5, terms.pool());
    statement.setString(6, terms.currency());
    statement.setLong(7, terms.total().getAmountMinorLong());
    statement.setObject(8, terms.expectedAt().atOffset(ZoneOffset.UTC));
    statement.setString(9, order.requestedBy());
    statement.setLong(10, current.version());
    statement.setObject(11, current.changedAt().atOffset(ZoneOffset.UTC));
    statement.setObject(12, utc(order.placedAt()));
    statement.setObject(13, utc(order.receivedAt()));
    statement.addBatch();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static void addLines(PreparedStatement statement, String id, Known order)
      throws SQLException {
    for (var line : order.terms().lines()) {
      statement.setString(1, id);
      statement.setInt(2, line.number());
      statement.setString(3, line.sku());
      statement.setLong(4, line.quantity());
      statement.setLong(5, order.facts().received(line.number()));
      statement.setLong(6, order.facts().invoiced(line.number()));
      statement.setLong(7, line.unitCost().getAmountMinorLong());
      statement.addBatch();
    }
  }

  private static void addInvoices(PreparedStatement statement, String id, PurchaseOrder order)
      throws SQLException {
    for (var state : order.facts().invoices().values()) {
      var invoice = state.invoice();
      statement.setString(1, id);
      statement.setString(2, invoice.invoiceId());
      statement.setString(3, invoice.supplierId());
      statement.setString(4, status(state));
      statement.setString(5, state instanceof InvoiceState.Held h ? h.reason().name() : null);
      statement.setString(6, detail(state));
      statement.setString(7, invoice.total().getCurrencyUnit().getCode());
      statement.setLong(8, invoice.total().getAmountMinorLong());
      statement.setObject(9, variance(state));
      statement.setObject(10, invoice.invoicedAt().atOffset(ZoneOffset.UTC));
      statement.addBatch();
    }
  }

  static String status(InvoiceState state) {
    return switch (state) {
      case InvoiceState.Held _ -> "HELD";
      case InvoiceState.Matched _ -> "MATCHED";
      case InvoiceState.Declined _ -> "DECLINED";
    };
  }

  static String detail(InvoiceState state) {
    return switch (state) {
      case InvoiceState.Held held -> held.detail();
      case InvoiceState.Matched _ -> null;
      case InvoiceState.Declined declined -> declined.reason();
    };
  }

  private static Long variance(InvoiceState state) {
    Money variance = state instanceof InvoiceState.Matched m ? m.variance() : null;
    return variance == null ? null : variance.getAmountMinorLong();
  }
}
