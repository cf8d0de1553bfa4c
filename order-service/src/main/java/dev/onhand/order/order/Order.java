package dev.onhand.order.order;

import dev.onhand.order.channel.Spread;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.joda.money.Money;

/// An order as its events made it. Before the first document, everything but `stage` is empty.
/// `skus` are those a person named, by line; they outlive revisions of the document. `policy` is
/// that of the day it came; `accepted` what was agreed then, `asked` a price that waits for
/// approval; either may be null.
public record Order(
    Stage stage,
    OrderTerms terms,
    Pools pools,
    Kits kits,
    Instant version,
    String digest,
    Instant receivedAt,
    OrderEvent.OrderAccepted accepted,
    Map<String, String> skus,
    boolean addressGiven,
    Holds holds,
    Reservation reservation,
    Payment payment,
    Fulfilment fulfilment,
    Cancellations cancellations,
    OrderPolicy policy,
    OrderEvent.PriceAsked asked) {

  static final Order UNKNOWN =
      new Order(
          Stage.UNKNOWN,
          null,
          null,
          Kits.NONE,
          null,
          null,
          null,
          null,
          Map.of(),
          false,
          Holds.NONE,
          Reservation.NONE,
          Payment.NONE,
          Fulfilment.NONE,
          Cancellations.NONE,
          null,
          null);

  public String orderId() {
    return terms.key().orderId();
  }

  public String customerId() {
    return terms.customerId();
  }

  /// The first of its pools.
  public String pool() {
    return pools.main();
  }

  /// True when it came from this shop.
  public boolean isOf(String channel, String shop) {
    return terms.key().channel().equals(channel) && terms.key().shop().equals(shop);
  }

  /// For queries: the stage, or ON_HOLD while a hold keeps the order from its release.
  public String stateName() {
    return stage.before(Stage.RELEASED) && !holds.none() ? "ON_HOLD" : stage.name();
  }

  /// The line that a bulk hold is about; null for one of a customer.
  public String lineWith(BulkHold bulk) {
    return bulk.lineOf(terms);
  }

  /// Units of the line that somebody still wants.
  long wanted(OrderLine line) {
    return Math.max(0, line.quantity() - cancellations.of(line.lineId()));
  }

  /// Lines of which a warehouse has to ship something.
  List<OrderLine> linesToShip() {
    return terms.lines().stream().filter(l -> !l.digital() && wanted(l) > 0).toList();
  }

  /// Units of the line that fulfilment was not handed yet.
  long unreleased(OrderLine line) {
    return Math.max(0, wanted(line) - handed(line));
  }

  /// Units of the line that fulfilment was handed, shipped or not.
  long handed(OrderLine line) {
    return kits.promised(line, fulfilment.handed(fulfilment.releases().size()));
  }

  /// Units of the line that have left.
  long shipped(OrderLine line) {
    return fulfilment.shipped(line, kits);
  }

  /// A part was handed to fulfilment, and not all of it.
  boolean moreToRelease() {
    return !fulfilment.releases().isEmpty()
        && linesToShip().stream().anyMatch(l -> unreleased(l) > 0);
  }

  /// The pools that have to be asked for what nobody was asked for yet.
  List<String> poolsToAsk() {
    var asked = reservation.open().stream().map(Claim::pool).toList();
    return linesToShip().stream()
        .filter(l -> unreleased(l) > 0)
        .map(pools::of)
        .distinct()
        .filter(pool -> !asked.contains(pool))
        .toList();
  }

  /// What of a claim may go to fulfilment now. Only under a policy that splits a part may go alone:
  /// before the rest is there, and without the lines that are held. No policy takes a kit apart.
  List<Allocation> ready(Claim claim) {
    if (!reservation.firm() || !claim.promised()) return List.of();
    if (policy.split()) {
      var free = claim.unreleased().stream().filter(a -> !heldBack(a) && !unclear(claim, a));
      return kits.wholeOnes(terms, free.toList());
    }
    var all = reservation.complete() && !holds.block(Transition.RELEASE);
    return all ? claim.unreleased() : List.of();
  }

  /// A part of something that is not known to be a kit: what the ledger waits for will say.
  private boolean unclear(Claim claim, Allocation some) {
    var line = terms.line(some.lineId());
    return claim.state() == Claim.State.WAITING
        && line != null
        && !some.sku().equals(line.sku())
        && !kits.has(line);
  }

  /// Goods that must not leave stay here on every line that has them.
  private boolean heldBack(Allocation some) {
    return holds.open().stream()
        .filter(h -> h.blocks().contains(Transition.RELEASE))
        .anyMatch(h -> h.lineId() == null || h.lineId().equals(some.lineId()) || suspect(h, some));
  }

  private boolean suspect(Hold hold, Allocation some) {
    var line = terms.line(hold.lineId());
    return hold.reason() == HoldReason.QUALITY && line != null && some.sku().equals(line.sku());
  }

  /// What of the total is owed: all of it, less the share of units that were called off.
  Money due() {
    if (cancellations.none()) return terms.total();
    return terms.total().minus(worth(cancellations.units()));
  }

  /// What these units of lines are of the total. Where the total is not the sum of lines and
  /// charges, they carry their share of it.
  Money worth(Map<String, Long> units) {
    var gross = terms.zero();
    for (var line : terms.lines()) {
      var some = Math.min(line.quantity(), units.getOrDefault(line.lineId(), 0L));
      gross = gross.plus(line.gross()).minus(line.grossOf(line.quantity() - some));
    }
    return shareOfTotal(gross);
  }

  Money shareOfTotal(Money gross) {
    var computed = terms.computedTotal().getAmountMinorLong();
    return Spread.share(terms.total(), gross.getAmountMinorLong(), Math.max(1, computed));
  }

  // ---- evolve: what an event changes, and no rules

  static Order evolve(Order order, OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderReceived e -> order.received(e);
      case OrderEvent.TermsRevised e -> order.revised(e);
      case OrderEvent.DocumentNoted e -> order.at(e.version(), e.digest());
      case OrderEvent.SkuNamed e -> order.named(e.lineId(), e.sku());
      case OrderEvent.AddressCompleted e ->
          order.edit(
              parts -> {
                parts.terms = order.terms.withAddress(e.country(), e.postalZone());
                parts.addressGiven = true;
              });
      case OrderEvent.OrderHeld e -> order.with(order.holds.with(held(e)));
      case OrderEvent.HoldReleased e -> {
        var left = order.holds.without(e.holdId());
        yield order.with(e.waived() ? left.waiving(e.reason()) : left);
      }
      case OrderEvent.PriceAsked e -> order.edit(parts -> parts.asked = e);
      case OrderEvent.PriceOverridden e ->
          order.edit(
              parts -> {
                parts.terms = order.terms.withPrice(e.lineId(), e.net(), e.tax());
                parts.asked = null;
              });
      case OrderEvent.OrderAccepted e -> order.accepted(e);
      case OrderEvent.LinesCancelled e -> order.linesCancelled(e);
      case OrderEvent.FulfilledElsewhere _ -> order.with(Stage.COMPLETED);
      case OrderEvent.OrderReleased e -> order.released(e);
      case OrderEvent.CancellationRequested _ -> order.with(order.fulfilment.cancelling());
      case OrderEvent.OrderCancelled _ -> order.with(Stage.CANCELLED);
      case OrderEvent.OrderDelivered _ -> order.with(Stage.DELIVERED);
      case OrderEvent.OrderCompleted _ -> order.with(Stage.COMPLETED);
      case OrderEvent.OfStock e -> order.stocked(e);
      case OrderEvent.FulfilmentStarted e -> order.with(order.started(e));
      case OrderEvent.ShortPickNoted e ->
          order.with(order.fulfilment.shortBy(e.fulfillmentOrderId(), e.missing()));
      case OrderEvent.FulfilmentCancelled e ->
          order.with(
              order.fulfilment.part(
                  e.fulfillmentOrderId(),
                  e.asked() ? Fulfilment.State.CANCELLED : Fulfilment.State.GIVEN_UP));
      case OrderEvent.CancellationRefused e ->
          order.with(order.fulfilment.part(e.fulfillmentOrderId(), Fulfilment.State.GOES_ON));
      case OrderEvent.ReleaseWithdrawn _ -> order.with(Fulfilment.NONE).with(Stage.ACCEPTED);
      case OrderEvent.ShipmentRecorded e -> order.shipped(e);
      case OrderEvent.RemainderCancelled _ -> order.with(Stage.SHIPPED);
      case OrderEvent.DeliveryRecorded e -> order.with(order.fulfilment.delivered(e.shipmentId()));
      case OrderEvent.DiscrepancyNoted _ -> order;
      case OrderEvent.OfMoney e -> order.with(paid(order.payment, e));
    };
  }

  private Order stocked(OrderEvent.OfStock event) {
    return switch (event) {
      case OrderEvent.SkusPooled e -> edit(parts -> parts.pools = pools.with(e.poolBySku()));
      case OrderEvent.KitsNoted e -> edit(parts -> parts.kits = kits.with(e.bySku()));
      case OrderEvent.StockAskedFor e -> {
        var from = e.pool() == null ? pool() : e.pool();
        yield with(reservation.asked(Claim.asked(e.reservationId(), from, e.until() == null)));
      }
      case OrderEvent.StockPromised e -> claim(e.reservationId(), c -> c.standing(e.allocations()));
      case OrderEvent.StockCommitAsked e ->
          claim(e.reservationId(), c -> c.bound(Claim.Bond.COMMITTING));
      case OrderEvent.StockCommitted e -> with(reservation.committed(e.reservationId()));
      case OrderEvent.StockAllocated e ->
          claim(e.reservationId(), c -> c.standing(e.allocations()).announcing()).allocated();
      case OrderEvent.StockPartlyAllocated e ->
          claim(e.reservationId(), c -> c.partly(e.allocations()));
      case OrderEvent.StockBackordered e ->
          claim(e.reservationId(), c -> c.awaiting(e.waiting())).lost();
      case OrderEvent.PromiseChanged e -> claim(e.reservationId(), c -> c.promisedAnew(e.lines()));
      case OrderEvent.StockRefused e -> claim(e.reservationId(), Claim::gone);
      case OrderEvent.StockLost e -> with(reservation.lost(e.reservationId())).lost();
      case OrderEvent.StockGivenBack e -> claim(e.reservationId(), Claim::gone).lost();
    };
  }

  private Order claim(String reservationId, UnaryOperator<Claim> change) {
    return with(reservation.change(reservationId, change));
  }

  private Order allocated() {
    return stage == Stage.ACCEPTED && reservation.complete() ? with(Stage.ALLOCATED) : this;
  }

  private Order released(OrderEvent.OrderReleased e) {
    var number = e.release() == null ? 1 : e.release();
    var id = e.reservationId() == null ? reservation.id() : e.reservationId();
    var some = e.allocations() == null ? reservation.allocations() : e.allocations();
    var from = e.pool() == null ? pool() : e.pool();
    var next =
        claim(id, c -> c.releasing(some))
            .with(fulfilment.releasing(new Release(number, id, from, some)));
    return stage.before(Stage.RELEASED) ? next.with(Stage.RELEASED) : next;
  }

  private static Payment paid(Payment payment, OrderEvent.OfMoney event) {
    return switch (event) {
      case OrderEvent.PaymentReported e -> payment.withReport(e.report());
      case OrderEvent.PaymentReceived e -> payment.received(e.amount());
      case OrderEvent.PaymentAuthorized e -> payment.authorized(e.expiresAt());
      case OrderEvent.CaptureRequested e ->
          payment.asking(e.captureId(), e.amount()).retrying(e.captureId(), e.retryOf());
      case OrderEvent.PaymentCaptured e -> payment.capturing(e.captureId(), e.amount());
      case OrderEvent.CaptureFailed e -> payment.failing(e.captureId());
      case OrderEvent.RefundGranted e -> payment.granting(e.refund());
      case OrderEvent.RefundRefused e -> payment.refusing(e.refund());
      case OrderEvent.RefundDeferred e -> payment.deferring(e.refund());
      case OrderEvent.ChannelRefundNoted e -> payment.settling(e.refundId());
      case OrderEvent.RefundPaid e -> payment.settling(e.refundId());
    };
  }

  private Order received(OrderEvent.OrderReceived e) {
    return UNKNOWN.edit(
        parts -> {
          parts.stage = Stage.RECEIVED;
          parts.terms = e.terms();
          parts.pools = Pools.of(e.pool(), e.otherPools());
          parts.version = e.version();
          parts.digest = e.digest();
          parts.receivedAt = e.receivedAt();
          parts.policy = e.policy() == null ? OrderPolicy.of(e.terms().orderType()) : e.policy();
          parts.payment = Payment.reported(e.terms().payment(), e.terms().zero());
        });
  }

  private Order revised(OrderEvent.TermsRevised e) {
    var named = e.terms().withSkus(skus);
    var keepsAddress = addressGiven && !named.missingAddress().isEmpty();
    var revised = keepsAddress ? named.withAddress(terms.country(), terms.postalZone()) : named;
    var next =
        edit(
            parts -> {
              parts.terms = revised;
              parts.cancellations = cancellations.inTheTerms();
            });
    var sold = revised.sellsOtherThan(terms) ? next.with(holds.nothingWaived()) : next;
    return sold.at(e.version(), e.digest());
  }

  private static Hold held(OrderEvent.OrderHeld e) {
    return new Hold(
        e.holdId(),
        e.reason(),
        e.detail(),
        e.raisedAt(),
        e.dueAt(),
        e.lineId(),
        e.subject(),
        e.blocks());
  }

  private Order named(String lineId, String sku) {
    var more = new HashMap<>(skus);
    more.put(lineId, sku);
    return edit(
        parts -> {
          parts.terms = terms.withSkus(more);
          parts.skus = Map.copyOf(more);
        });
  }

  private Order linesCancelled(OrderEvent.LinesCancelled e) {
    var next =
        edit(parts -> parts.cancellations = cancellations.with(e.cancellationId(), e.lines()));
    return stage == Stage.ALLOCATED ? next.with(Stage.ACCEPTED) : next;
  }

  private Fulfilment started(OrderEvent.FulfilmentStarted e) {
    var units = e.lines().stream().mapToLong(LineQuantity::quantity).sum();
    return fulfilment.started(e.fulfillmentOrderId(), units);
  }

  private Order shipped(OrderEvent.ShipmentRecorded e) {
    var next = fulfilment.shipment(e.shipmentId(), e.fulfillmentOrderId(), e.lines());
    var moved = with(next);
    // what is over stays over: a parcel too many is told as a discrepancy
    if (stage == Stage.CANCELLED || !stage.before(Stage.SHIPPED)) return moved;
    if (e.complete()) return moved.with(Stage.SHIPPED);
    return stage.before(Stage.PARTIALLY_SHIPPED) ? moved.with(Stage.PARTIALLY_SHIPPED) : moved;
  }

  private Order lost() {
    return stage == Stage.ALLOCATED ? with(Stage.ACCEPTED) : this;
  }

  // ---- one part changed

  private Order with(Stage next) {
    return edit(parts -> parts.stage = next);
  }

  private Order with(Holds next) {
    return edit(parts -> parts.holds = next);
  }

  private Order with(Reservation next) {
    return edit(parts -> parts.reservation = next);
  }

  private Order with(Payment next) {
    return edit(parts -> parts.payment = next);
  }

  private Order with(Fulfilment next) {
    return edit(parts -> parts.fulfilment = next);
  }

  private Order at(Instant newVersion, String newDigest) {
    return edit(
        parts -> {
          parts.version = newVersion;
          parts.digest = newDigest;
        });
  }

  private Order accepted(OrderEvent.OrderAccepted e) {
    return edit(
        parts -> {
          parts.stage = Stage.ACCEPTED;
          parts.accepted = e;
        });
  }

  private Order edit(Consumer<Parts> change) {
    var parts = new Parts(this);
    change.accept(parts);
    return parts.order();
  }

  /// An order's parts while some of them are changed.
  private static final class Parts {
    private Stage stage;
    private OrderTerms terms;
    private Pools pools;
    private Kits kits;
    private Instant version;
    private String digest;
    private Instant receivedAt;
    private OrderEvent.OrderAccepted accepted;
    private Map<String, String> skus;
    private boolean addressGiven;
    private Holds holds;
    private Reservation reservation;
    private Payment payment;
    private Fulfilment fulfilment;
    private Cancellations cancellations;
    private OrderPolicy policy;
    private OrderEvent.PriceAsked asked;

    private Parts(Order order) {
      stage = order.stage;
      terms = order.terms;
      pools = order.pools;
      kits = order.kits;
      version = order.version;
      digest = order.digest;
      receivedAt = order.receivedAt;
      accepted = order.accepted;
      skus = order.skus;
      addressGiven = order.addressGiven;
      holds = order.holds;
      reservation = order.reservation;
      payment = order.payment;
      fulfilment = order.fulfilment;
      cancellations = order.cancellations;
      policy = order.policy;
      asked = order.asked;
    }

    private Order order() {
      return new Order(
          stage,
          terms,
          pools,
          kits,
          version,
          digest,
          receivedAt,
          accepted,
          skus,
          addressGiven,
          holds,
          reservation,
          payment,
          fulfilment,
          cancellations,
          policy,
          asked);
    }
  }
}
