package dev.onhand.ledger.stock;

import dev.onhand.ledger.journal.Cause;
import dev.onhand.ledger.journal.Fact;
import dev.onhand.ledger.journal.Journal;
import dev.onhand.ledger.journal.Journal.Booked;
import dev.onhand.ledger.journal.LegalEntity;
import dev.onhand.ledger.order.OrderBooks;
import dev.onhand.ledger.order.OrderFact;
import dev.onhand.ledger.order.OrderStream;
import dev.onhand.ledger.rules.BookingKind;
import dev.onhand.ledger.rules.Part;
import dev.onhand.ledger.stock.StockEvent.Valued;
import dev.onhand.ledger.stock.StockMessages.*;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.inbox.WaitsFor;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Values every stock movement. The quantities come from inventory alone, the costs of receipts
/// from procurement, the costs of returns from the order's own shipments.
@ApplicationScoped
class StockInbox implements MessageHandlers {

  private static final String OPENING_BALANCE = "OPENING_BALANCE";
  private static final CurrencyUnit CURRENCY = LegalEntity.MAIN.currency();

  private final Journal journal;

  StockInbox(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void declare(Declarations on) {
    on.messages(
        "inventory.StockMoved.v1",
        StockMoved.class,
        StockInbox::streams,
        (message, work) -> moved(message.payload(), work));
    on.message(
        "inventory.ItemDefined.v1",
        ItemDefined.class,
        m -> StreamRef.of(StandardCost.STREAM, m.sku()),
        (message, work) -> defined(message.payload(), work));
    on.message(
        "procurement.GoodsReceiptRecorded.v1",
        GoodsReceiptRecorded.class,
        m -> StreamRef.of(ReceiptCost.STREAM, m.receiptId()),
        (message, work) -> received(message.payload(), work));
  }

  private static void defined(ItemDefined m, Work work) {
    if (m.standardCost() != null) {
      inCurrency("standardCost", m.standardCost());
    }
    work.handle(StandardCost.STREAM, m.sku(), new StandardCost.Tell(m.standardCost()));
  }

  private static void received(GoodsReceiptRecorded m, Work work) {
    m.lines().forEach(line -> inCurrency("lines.unitCost", line.unitCost()));
    var lines =
        m.lines().stream()
            .map(line -> new ReceiptCost.Line(line.lineNumber(), line.unitCost()))
            .toList();
    work.handle(ReceiptCost.STREAM, m.receiptId(), new ReceiptCost.Tell(lines));
  }

  private static void inCurrency(String field, Money amount) {
    if (!amount.getCurrencyUnit().equals(CURRENCY)) {
      throw new InvalidMessage("CURRENCY_NOT_KEPT", field, "stock is valued in " + CURRENCY);
    }
  }

  private static List<StreamRef> streams(StockMoved m) {
    var streams = new ArrayList<>(Journal.streams(cause(m)));
    streams.add(StreamRef.of(StockStream.STOCK, m.stock().toString()));
    streams.add(StreamRef.of(StandardCost.STREAM, m.sku()));
    if (m.orderId() != null) {
      streams.add(StreamRef.of(OrderStream.ORDER, m.orderId()));
    }
    if (m.kind() == Kind.RECEIPT) {
      streams.add(StreamRef.of(ReceiptCost.STREAM, ReceiptLine.of(m).receiptId()));
    }
    return streams;
  }

  private void moved(StockMoved m, Work work) {
    var fact =
        Fact.of(
            cause(m),
            m.orderId(),
            m.occurredAt(),
            List.of(m.stock(), m.kind(), m.quantity(), Objects.toString(m.referenceId())));
    journal.once(work, fact, () -> book(m, fact, work));
  }

  private static Booked book(StockMoved m, Fact fact, Work work) {
    BookingKind kind = bookingKind(m);
    boolean ofOrder = m.orderId() != null && isTrade(kind);
    if (ofOrder && work.state(OrderStream.ORDER, m.orderId()).holds(fact.cause())) {
      return null;
    }
    StockMovement movement = movement(m, kind, ofOrder, work);
    var events = work.handle(StockStream.STOCK, m.stock().toString(), movement).eventsOrNone();
    Valued valued = (Valued) events.getFirst();
    if (!ofOrder) {
      return new Booked(valued.booking(), null);
    }
    recordCost(m, movement, valued, work);
    return OrderStream.goods(work, fact, valued.booking());
  }

  /// Whether such a movement is a sale or takes one back: then its cost belongs to the order and to
  /// its sales channel. An adjustment may name the order at which it was noticed; its cost is ours.
  private static boolean isTrade(BookingKind kind) {
    return kind == BookingKind.GOODS_ISSUE || kind == BookingKind.GOODS_RETURN;
  }

  /// The movement with the cost it has of its own.
  private static StockMovement movement(
      StockMoved m, BookingKind kind, boolean ofOrder, Work work) {
    StandardCost item = work.state(StandardCost.STREAM, m.sku());
    long quantity = onHandEffect(m);
    long costed = 0;
    Money cost = null;
    if (quantity != 0 && kind == BookingKind.GOODS_RECEIPT) {
      costed = Math.abs(quantity);
      cost = receiptCost(m, work).multipliedBy(costed);
    } else if (quantity > 0 && ofOrder) {
      OrderBooks order = work.state(OrderStream.ORDER, m.orderId());
      OrderBooks.Cost out = order.costOfReturn(m.sku(), quantity);
      costed = out == null ? 0 : out.quantity();
      cost = out == null ? null : out.cost();
    } else if (quantity > 0 && kind == BookingKind.OPENING_BALANCE && item.unitCost() != null) {
      costed = quantity;
      cost = item.unitCost().multipliedBy(costed);
    }
    var movement =
        new StockMovement(m.movementId(), kind, quantity, costed, cost, item.unitCost(), CURRENCY);
    StockValue stock = work.state(StockStream.STOCK, m.stock().toString());
    if (!item.known() && movement.needsAverage() && !stock.hasAverage()) {
      throw new WaitsFor(StandardCost.STREAM.kind(), m.sku());
    }
    return movement;
  }

  /// A change of status is told once per status: units leave one and enter the other, and none
  /// leaves the stock.
  private static long onHandEffect(StockMoved m) {
    return m.kind() == Kind.STATUS_CHANGE ? 0 : m.quantity();
  }

  /// Units of a transfer are off the books' quantity while they are on their way, as they are off
  /// the warehouse's: their value leaves as an adjustment and comes back as one.
  private static BookingKind bookingKind(StockMoved m) {
    return switch (m.kind()) {
      case RECEIPT -> BookingKind.GOODS_RECEIPT;
      case SHIPMENT -> BookingKind.GOODS_ISSUE;
      case RETURN -> BookingKind.GOODS_RETURN;
      case ADJUSTMENT, COUNT, STATUS_CHANGE, KIT, TRANSFER ->
          OPENING_BALANCE.equals(m.reason()) ? BookingKind.OPENING_BALANCE : BookingKind.ADJUSTMENT;
    };
  }

  private static Money receiptCost(StockMoved m, Work work) {
    ReceiptLine line = ReceiptLine.of(m);
    ReceiptCost receipt = work.state(ReceiptCost.STREAM, line.receiptId());
    if (receipt.unitCosts().isEmpty()) {
      throw new WaitsFor(ReceiptCost.STREAM.kind(), line.receiptId());
    }
    Money unitCost = receipt.unitCosts().get(line.lineNumber());
    if (unitCost == null) {
      throw new InvalidMessage("UNKNOWN_RECEIPT_LINE", "referenceId", "name a line of the receipt");
    }
    return unitCost;
  }

  /// What goes out to an order is remembered with its cost; what comes back takes it out again.
  private static void recordCost(StockMoved m, StockMovement movement, Valued v, Work work) {
    if (m.quantity() < 0) {
      Money cost = v.booking().parts().get(Part.COST).abs();
      work.handle(
          OrderStream.ORDER, m.orderId(), new OrderFact.CostMoved(m.sku(), -m.quantity(), cost));
    } else if (movement.costedUnits() > 0) {
      work.handle(
          OrderStream.ORDER,
          m.orderId(),
          new OrderFact.CostMoved(m.sku(), -movement.costedUnits(), movement.cost()));
    }
  }

  private static Cause cause(StockMoved m) {
    return new Cause("inventory.StockMoved", m.movementId());
  }
}
