package dev.onhand.procurement.purchaseorder;

import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Work;
import dev.onhand.procurement.Field;
import dev.onhand.procurement.item.Items;
import dev.onhand.procurement.policy.PolicyChange;
import dev.onhand.procurement.policy.PurchasingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// Messages in: what warehouses and suppliers report becomes commands that cannot be refused.
@ApplicationScoped
public class PurchaseOrderInbox implements MessageHandlers {

  /// Read from `warehouse.GoodsReceived.v1`.
  record GoodsReceived(
      String purchaseOrderId,
      String deliveryNote,
      String locationId,
      List<CountedLine> lines,
      Instant receivedAt) {
    GoodsReceived {
      Field.id("purchaseOrderId", purchaseOrderId);
      Field.id("deliveryNote", deliveryNote);
      Field.id("locationId", locationId);
      lines = Field.lines("lines", lines);
      Require.present("receivedAt", receivedAt);
    }

    Delivery delivery() {
      var counted = lines.stream().map(CountedLine::line).toList();
      return new Delivery(deliveryNote, locationId, counted, receivedAt);
    }
  }

  record CountedLine(int lineNumber, String sku, long quantity) {
    CountedLine {
      Field.sku("lines.sku", sku);
      Field.quantity("lines.quantity", quantity);
    }

    Delivery.DeliveredLine line() {
      return new Delivery.DeliveredLine(lineNumber, sku, quantity);
    }
  }

  /// Read from `invoice.SupplierInvoiceReceived.v1`.
  record SupplierInvoiceReceived(
      String invoiceId,
      String supplierId,
      String purchaseOrderId,
      List<ChargedLine> lines,
      Money total,
      Instant invoicedAt) {
    SupplierInvoiceReceived {
      Field.id("invoiceId", invoiceId);
      Field.id("supplierId", supplierId);
      Field.id("purchaseOrderId", purchaseOrderId);
      lines = Field.lines("lines", lines);
      Field.amount("total", total);
      Require.present("invoicedAt", invoicedAt);
    }

    SupplierInvoice invoice() {
      var charged = lines.stream().map(ChargedLine::line).toList();
      return new SupplierInvoice(invoiceId, supplierId, charged, total, invoicedAt);
    }
  }

  record ChargedLine(int lineNumber, String sku, long quantity, Money unitCost) {
    ChargedLine {
      Field.sku("lines.sku", sku);
      Field.quantity("lines.quantity", quantity);
      Field.amount("lines.unitCost", unitCost);
      if (unitCost
              .getAmount()
              .multiply(java.math.BigDecimal.valueOf(quantity))
              .compareTo(PurchaseOrderDecider.TOTAL_MAX)
          > 0) {
        throw new InvalidMessage(
            "AMOUNT_OUT_OF_RANGE", "lines", "send lines of at most 999999999999");
      }
    }

    SupplierInvoice.InvoicedLine line() {
      return new SupplierInvoice.InvoicedLine(lineNumber, sku, quantity, unitCost);
    }
  }

  @Override
  public void declare(Declarations on) {
    on.message(
        "inventory.ItemDefined.v1",
        Items.ItemDefined.class,
        (message, work) -> Items.define(message.payload(), work));
    on.message(
        "warehouse.GoodsReceived.v1",
        GoodsReceived.class,
        message -> ref(message.purchaseOrderId()),
        (message, work) -> received(message.payload(), work));
    on.message(
        "invoice.SupplierInvoiceReceived.v1",
        SupplierInvoiceReceived.class,
        message -> ref(message.purchaseOrderId()),
        (message, work) -> invoiced(message.payload(), work));
    on.timer(
        PurchaseOrderReaction.OVERDUE_TIMER,
        (timer, work) ->
            work.handle(
                PurchaseOrderStream.STREAM,
                timer.key(),
                new PurchaseOrderCommand.NoteOverdueDelivery(work.now())));
  }

  private static StreamRef ref(String purchaseOrderId) {
    return StreamRef.of(PurchaseOrderStream.STREAM, purchaseOrderId);
  }

  private static void received(GoodsReceived message, Work work) {
    var id = message.purchaseOrderId();
    var receiptId = Delivery.receiptId(id, message.deliveryNote());
    work.handle(
        PurchaseOrderStream.STREAM,
        id,
        new PurchaseOrderCommand.RecordDelivery(
            message.delivery(), receiptId, policy(work), work.now()));
  }

  private static void invoiced(SupplierInvoiceReceived message, Work work) {
    work.handle(
        PurchaseOrderStream.STREAM,
        message.purchaseOrderId(),
        new PurchaseOrderCommand.RecordInvoice(message.invoice(), policy(work), work.now()));
  }

  static PurchasingPolicy policy(Work work) {
    return work.state(PolicyChange.STREAM, PolicyChange.ONLY);
  }
}
