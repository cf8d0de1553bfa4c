package dev.onhand.order.intake;

import dev.onhand.order.channel.ChannelLine;
import dev.onhand.order.channel.ChannelOrder;
import dev.onhand.order.channel.Reading;
import dev.onhand.order.channel.ShipTo;
import dev.onhand.order.order.Order;
import dev.onhand.order.order.OrderCommand;
import dev.onhand.order.order.OrderEvent;
import dev.onhand.order.order.OrderRejection;
import dev.onhand.order.order.OrderTerms;
import dev.onhand.order.order.Orders;
import dev.onhand.order.person.Person;
import dev.onhand.order.person.Vault;
import dev.onhand.order.shop.Shop;
import dev.onhand.order.shop.ShopDesk;
import dev.onhand.order.trade.Lookups;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.util.Objects;

/// Takes one read document: order, vault and register of documents change together or not at all.
public final class ChannelIntake {
  private ChannelIntake() {}

  /// `shop` is where it came from; null only for what could not be read. A refusal is an outcome
  /// like any other; making it a dead letter is the caller's part.
  public static Outcome take(Work work, Document document, Reading reading, Shop shop)
      throws SQLException {
    return switch (reading) {
      case Reading.Order read -> order(work, document, read.order(), shop);
      case Reading.Refund read -> refund(work, document, read);
      case Reading.Edit read -> edit(work, document, read);
      case Reading.Cancellation read -> cancellation(work, document, read);
      case Reading.Skipped skipped -> registered(work, document, null, Outcome.skipped(skipped));
      case Reading.Refused refused -> registered(work, document, null, Outcome.refused(refused));
    };
  }

  /// Registers a document that could not even be read.
  public static Outcome refuse(Work work, Document document, Outcome outcome) throws SQLException {
    return registered(work, document, null, outcome);
  }

  private static Outcome registered(Work work, Document document, Vault.Key key, Outcome outcome)
      throws SQLException {
    ChannelDocuments.add(work, document, key, outcome);
    return outcome;
  }

  // ---- what is about an order, and none itself

  private static Outcome refund(Work work, Document document, Reading.Refund read)
      throws SQLException {
    var id = read.key().orderId();
    var known = Orders.find(work, id);
    if (known == null) {
      WaitingRefund.start(work, read);
      return registered(work, document, null, Outcome.taken(Outcome.Kind.WAITING, id));
    }
    var command = new OrderCommand.NoteChannelRefund(read.refund(), work.now());
    return noted(work, document, known, command);
  }

  private static Outcome edit(Work work, Document document, Reading.Edit read) throws SQLException {
    var id = read.key().orderId();
    var known = Orders.find(work, id);
    if (known == null) {
      // the order will come as what it became
      var skipped =
          new Reading.Skipped(
              Reading.SkipReason.OTHER_DOCUMENT, "an edit of an order that has not come yet");
      return registered(work, document, null, Outcome.skipped(skipped));
    }
    var command = new OrderCommand.NoteChannelEdit(read.editedAt(), work.now());
    return noted(work, document, known, command);
  }

  private static Outcome cancellation(Work work, Document document, Reading.Cancellation read)
      throws SQLException {
    var known = Orders.find(work, read.key().orderId());
    if (known == null) {
      var skipped =
          new Reading.Skipped(Reading.SkipReason.NOT_YET_AN_ORDER, "cancelled before it came");
      return registered(work, document, null, Outcome.skipped(skipped));
    }
    var command =
        new OrderCommand.NoteChannelCancellation(read.cancelledAt(), read.refunded(), work.now());
    return noted(work, document, known, command);
  }

  private static Outcome noted(Work work, Document document, Order known, OrderCommand command)
      throws SQLException {
    var id = known.orderId();
    var decision = Orders.handle(work, id, command);
    var kind = decision.eventsOrNone().isEmpty() ? Outcome.Kind.DUPLICATE : Outcome.Kind.NOTED;
    var vault = Vault.of(work);
    var customer = known.customerId();
    var key = vault.isForgotten(customer) ? null : vault.keyOf(customer);
    return registered(work, document, key, Outcome.taken(kind, id));
  }

  // ---- orders

  private static Outcome order(Work work, Document document, ChannelOrder order, Shop shop)
      throws SQLException {
    var id = order.key().orderId();
    var vault = Vault.of(work);
    var known = Orders.find(work, id);
    if (known != null && vault.isForgotten(order.customerId())) {
      // an old delivery must not bring back who asked to be forgotten
      return registered(work, document, null, Outcome.taken(Outcome.Kind.DUPLICATE, id));
    }
    var key = vault.keyOf(order.customerId());
    keep(vault, key, id, order, known);
    var decision = Orders.handle(work, id, command(work, order, known, key, shop));
    return registered(work, document, key, outcome(decision, id, known));
  }

  private static OrderCommand command(
      Work work, ChannelOrder order, Order known, Vault.Key key, Shop shop) throws SQLException {
    var terms = terms(work, order, shop);
    var pools = known == null ? shop.pools() : known.pools().all();
    return new OrderCommand.TakeDocument(
        terms,
        order.version(),
        key.digest(order.canonicalText()),
        pools.getFirst(),
        Orders.knownSkus(work, pools, terms, known),
        order.conditions().refunds(),
        Lookups.of(work).about(terms, isGuest(order)),
        work.now());
  }

  private static boolean isGuest(ChannelOrder order) {
    return order.buyer() == null || order.buyer().externalId() == null;
  }

  /// The order's terms, with what the shop's SKUs mean here.
  static OrderTerms terms(Work work, ChannelOrder order, Shop shop) throws SQLException {
    var skus = order.lines().stream().map(ChannelLine::sku).filter(Objects::nonNull).toList();
    var resolved = order.with(Places.resolve(work, order, shop));
    return OrderTerms.of(resolved, ShopDesk.of(work).meanings(shop, skus));
  }

  /// What is personal of a first or later version; before the decision, because a release sends
  /// the address. A complete address is not replaced by one that lacks something.
  private static void keep(Vault vault, Vault.Key key, String id, ChannelOrder order, Order known)
      throws SQLException {
    if (known != null && order.version().compareTo(known.version()) <= 0) return;
    var before = known == null ? null : vault.find(id);
    var shipTo = better(order.shipTo(), before == null ? null : before.shipTo());
    vault.keep(id, key, new Person(order.buyer(), shipTo));
  }

  private static ShipTo better(ShipTo given, ShipTo known) {
    if (known == null) return given;
    var keeps = given == null || !given.missing().isEmpty() && known.missing().isEmpty();
    return keeps ? known : given;
  }

  private static Outcome outcome(Decision<OrderEvent> decision, String id, Order known) {
    return switch (decision) {
      case Decision.Accepted<OrderEvent> a when a.events().isEmpty() ->
          Outcome.taken(Outcome.Kind.DUPLICATE, id);
      case Decision.Accepted<OrderEvent> _ ->
          Outcome.taken(known == null ? Outcome.Kind.ORDER : Outcome.Kind.UPDATE, id);
      case Decision.Rejected<OrderEvent> r when r.reason() == OrderRejection.STALE_VERSION ->
          Outcome.stale(id, r.detail());
      case Decision.Rejected<OrderEvent> r ->
          Outcome.refused(r.reason().name(), "", r.detail(), id);
    };
  }
}
