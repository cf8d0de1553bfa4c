package dev.onhand.order.intake;

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
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;

/// Takes one read document: order, vault and register of documents change together or not at all.
public final class ChannelIntake {
  private ChannelIntake() {}

  /// `pool` is the shop's stock pool. A refusal is an outcome like any other; making it a dead
  /// letter is the caller's part.
  public static Outcome take(Work work, Document document, Reading reading, String pool)
      throws SQLException {
    return switch (reading) {
      case Reading.Order read -> order(work, document, read.order(), pool);
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

  private static Outcome order(Work work, Document document, ChannelOrder order, String pool)
      throws SQLException {
    var id = order.key().orderId();
    var vault = new Vault(work.connection());
    var known = Orders.find(work, id);
    if (known != null && vault.isForgotten(order.customerId())) {
      // an old delivery must not bring back who asked to be forgotten
      return registered(work, document, null, Outcome.taken(Outcome.Kind.DUPLICATE, id));
    }
    var key = vault.keyOf(order.customerId());
    keep(vault, key, id, order, known);
    var decision = Orders.handle(work, id, command(work, order, known, key, pool));
    return registered(work, document, key, outcome(decision, id, known));
  }

  private static OrderCommand command(
      Work work, ChannelOrder order, Order known, Vault.Key key, String pool) throws SQLException {
    var terms = OrderTerms.of(order);
    var itsPool = known == null ? pool : known.pool();
    return new OrderCommand.TakeDocument(
        terms,
        order.version(),
        key.digest(order.canonicalText()),
        itsPool,
        Orders.knownSkus(work, itsPool, terms, known),
        work.now());
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
