package dev.onhand.inventory.ledger;

import java.util.List;

/// What the stock ledger is told: requests (reserve, extend, release), which may be refused, and
/// facts (received, shipped, counted, adjusted), which may not. Texts are empty where absent;
/// quantities are in the item's base unit; times are milliseconds since 1970, 0 where absent.
public sealed interface StockCommand {
  String pool();

  Cause cause();

  /// By which id a repeat of this command is recognized: a reservation by its own id, a fact by
  /// what it refers to, whatever message told of it; anything else by its message.
  default String id() {
    return cause().messageId();
  }

  /// A 64-bit digest of everything the command says (not of who says it and when): a command that
  /// bears a known id and another digest is another command.
  default long content() {
    return CommandContent.of(this);
  }

  /// Of lots, kits, counting, and goods on their way.
  sealed interface Logistics extends StockCommand {}

  /// From now on reservations in the pool are decided rather than refused.
  record OpenPool(Cause cause, String pool) implements StockCommand {}

  /// An item can be asked for.
  record DefineItem(Cause cause, String pool, String sku, String name) implements StockCommand {}

  /// A location can serve orders.
  ///
  /// @param priority in which order locations are asked: 0 first
  record DefineLocation(
      Cause cause, String pool, String locationId, String name, String country, int priority)
      implements StockCommand {}

  /// From where orders are served, what is kept back, and for whom. What is not named stays as it
  /// is; each change makes a new version, which reservations name.
  ///
  /// @param rules replaces all rules; null leaves them as they are
  /// @param safety units kept back at a location; 0 takes the old ones away
  /// @param fences units kept for a channel; 0 takes the fence away
  record ChangeSourcing(
      Cause cause, String pool, SourcingRules rules, List<SafetyStock> safety, List<Fence> fences)
      implements StockCommand {}

  /// Units of an item at a location that are never promised.
  record SafetyStock(String sku, String locationId, long units) {}

  /// So many units of an item, promised to the channel or not yet, no other channel can have.
  record Fence(String sku, String channel, long units) {}

  /// Promise these units to this order. Known by its reservation id.
  ///
  /// @param priority who is served first when units are scarce, and whose promise is kept when
  ///     they vanish: 0 is the most important
  /// @param country where the order goes; may be empty
  /// @param serviceLevel how fast; may be empty
  /// @param locationId the location to ask first, if it may serve the order at all; may be empty
  /// @param policy what to do when not all is there: a word of [Policy]
  /// @param expiresAtMs when the promise ends by itself (a hold); 0: never (it is firm)
  record ReserveStock(
      Cause cause,
      String pool,
      String reservationId,
      String orderId,
      String channel,
      int priority,
      String country,
      String serviceLevel,
      String locationId,
      String policy,
      long expiresAtMs,
      List<Line> lines)
      implements StockCommand {
    /// From wherever the rules say.
    public ReserveStock(
        Cause cause,
        String pool,
        String reservationId,
        String orderId,
        String channel,
        int priority,
        String country,
        String serviceLevel,
        String policy,
        long expiresAtMs,
        List<Line> lines) {
      this(
          cause,
          pool,
          reservationId,
          orderId,
          channel,
          priority,
          country,
          serviceLevel,
          "",
          policy,
          expiresAtMs,
          lines);
    }

    /// Any service level will do.
    public ReserveStock(
        Cause cause,
        String pool,
        String reservationId,
        String orderId,
        String channel,
        int priority,
        String country,
        String policy,
        long expiresAtMs,
        List<Line> lines) {
      this(
          cause,
          pool,
          reservationId,
          orderId,
          channel,
          priority,
          country,
          "",
          policy,
          expiresAtMs,
          lines);
    }

    @Override
    public String id() {
      return reservationId;
    }
  }

  /// One line of an order. Several lines may name one item.
  record Line(String lineId, String sku, long quantity) {}

  /// Units of one item.
  ///
  /// @param lot empty: of no lot, or of whichever
  record Units(String sku, long quantity, String lot) {
    public Units(String sku, long quantity) {
      this(sku, quantity, "");
    }
  }

  /// A hold becomes firm: it does not expire any longer.
  record CommitReservation(Cause cause, String pool, String reservationId, String orderId)
      implements StockCommand {}

  /// A hold ends later.
  record ExtendReservation(
      Cause cause, String pool, String reservationId, String orderId, long expiresAtMs)
      implements StockCommand {}

  /// The order became more important, or less.
  record ChangePriority(
      Cause cause, String pool, String reservationId, String orderId, int priority)
      implements StockCommand {}

  /// What the reservation has at this location is to come from others: all of it, or it stays.
  record ReallocateReservation(
      Cause cause,
      String pool,
      String reservationId,
      String orderId,
      String locationId,
      String reason)
      implements StockCommand {}

  /// The order gives its promised units back, and waits for none any longer.
  record ReleaseReservation(
      Cause cause, String pool, String reservationId, String orderId, String reason)
      implements StockCommand {}

  /// A shipment left a location. A fact: it holds even if nothing was reserved or booked.
  record ShipReservation(
      Cause cause,
      String pool,
      String reservationId,
      String orderId,
      String shipmentId,
      String locationId,
      long occurredAtMs,
      List<Units> lines)
      implements StockCommand {
    @Override
    public String id() {
      return "shipment/" + shipmentId;
    }
  }

  /// What a kit is made of. A virtual kit has no stock: an order for it is an order for its
  /// components. A stocked kit is assembled and disassembled.
  ///
  /// @param components of one kit; none of them a virtual kit itself
  record DefineKit(Cause cause, String pool, String sku, boolean isVirtual, List<Units> components)
      implements Logistics {}

  /// Components at a location became stocked kits.
  record AssembleKit(
      Cause cause,
      String pool,
      String locationId,
      String sku,
      long quantity,
      String referenceId,
      long occurredAtMs)
      implements Logistics {
    @Override
    public String id() {
      return String.join("/", "ASSEMBLY", referenceId, locationId, sku);
    }
  }

  /// Stocked kits at a location became their components again.
  record DisassembleKit(
      Cause cause,
      String pool,
      String locationId,
      String sku,
      long quantity,
      String referenceId,
      long occurredAtMs)
      implements Logistics {
    @Override
    public String id() {
      return String.join("/", "DISASSEMBLY", referenceId, locationId, sku);
    }
  }

  /// So much may a count differ from the book without being counted again: the units, or the part
  /// of the book, whichever is more.
  ///
  /// @param units less than 0: however much
  record ChangeCountTolerance(Cause cause, String pool, long units, int percent)
      implements Logistics {}

  /// Goods are on their way from a supplier, or are not any longer.
  ///
  /// @param inboundId as the purchase order's
  /// @param quantity still to come, in place of what was said before; 0: nothing
  record ExpectInbound(
      Cause cause,
      String pool,
      String inboundId,
      String locationId,
      String sku,
      long quantity,
      long expectedAtMs)
      implements Logistics {}

  /// What the order waits for is to come from this inbound: when it does, the order is served
  /// before all others.
  record PegInbound(
      Cause cause, String pool, String reservationId, String orderId, String inboundId)
      implements Logistics {}

  /// Units left a location for another.
  record DispatchTransfer(
      Cause cause,
      String pool,
      String transferId,
      String fromLocationId,
      String toLocationId,
      List<Units> lines,
      long expectedAtMs,
      long occurredAtMs)
      implements Logistics {
    @Override
    public String id() {
      return String.join("/", "dispatch", transferId, fromLocationId);
    }
  }

  /// Units in transit arrived.
  ///
  /// @param receiptId tells several receipts of one transfer apart
  /// @param complete no more will come: what is missing is lost
  record ReceiveTransfer(
      Cause cause,
      String pool,
      String transferId,
      String receiptId,
      String locationId,
      List<Units> lines,
      boolean complete,
      long occurredAtMs)
      implements Logistics {
    @Override
    public String id() {
      return String.join("/", "arrival", transferId, receiptId);
    }
  }

  /// Units of the lot are not promised any longer, and promises of them are broken (recall, quality
  /// alarm); or they can be promised again.
  ///
  /// @param held or free again
  record HoldLot(Cause cause, String pool, String sku, String lot, boolean held, String reason)
      implements Logistics {}

  /// Units arrived, bought (`RECEIPT`) or sent back (`RETURN`).
  ///
  /// @param lot empty: of no lot. An item has lots from the first fact on that names one.
  /// @param lotExpiresAtMs 0: never, or as said before
  /// @param inboundId what was expected under this name has come; empty: nothing was
  record ReceiveStock(
      Cause cause,
      String pool,
      String locationId,
      String sku,
      long quantity,
      StockStatus status,
      ReferenceType referenceType,
      String referenceId,
      String orderId,
      long occurredAtMs,
      String lot,
      long lotExpiresAtMs,
      String inboundId)
      implements StockCommand {
    /// Of no lot.
    public ReceiveStock(
        Cause cause,
        String pool,
        String locationId,
        String sku,
        long quantity,
        StockStatus status,
        ReferenceType referenceType,
        String referenceId,
        String orderId,
        long occurredAtMs) {
      this(
          cause,
          pool,
          locationId,
          sku,
          quantity,
          status,
          referenceType,
          referenceId,
          orderId,
          occurredAtMs,
          "",
          0,
          "");
    }

    @Override
    public String id() {
      return factId(lot, referenceType.name(), referenceId, locationId, sku, status.word);
    }
  }

  /// Units were found or lost.
  ///
  /// @param quantity signed; never 0
  record AdjustStock(
      Cause cause,
      String pool,
      String locationId,
      String sku,
      long quantity,
      StockStatus status,
      String reason,
      String referenceId,
      long occurredAtMs,
      String lot)
      implements StockCommand {
    /// Of no lot, or of whichever.
    public AdjustStock(
        Cause cause,
        String pool,
        String locationId,
        String sku,
        long quantity,
        StockStatus status,
        String reason,
        String referenceId,
        long occurredAtMs) {
      this(cause, pool, locationId, sku, quantity, status, reason, referenceId, occurredAtMs, "");
    }

    @Override
    public String id() {
      return factId(lot, "ADJUSTMENT", referenceId, locationId, sku, status.word);
    }
  }

  /// So many units of the status lie at the location: the book follows.
  record RecordCount(
      Cause cause,
      String pool,
      String locationId,
      String sku,
      long counted,
      StockStatus status,
      String referenceId,
      long occurredAtMs,
      String lot)
      implements StockCommand {
    /// Of all lots together.
    public RecordCount(
        Cause cause,
        String pool,
        String locationId,
        String sku,
        long counted,
        StockStatus status,
        String referenceId,
        long occurredAtMs) {
      this(cause, pool, locationId, sku, counted, status, referenceId, occurredAtMs, "");
    }

    @Override
    public String id() {
      return factId(lot, "COUNT", referenceId, locationId, sku, status.word);
    }
  }

  /// Units at a location changed status: put to quarantine, found damaged, freed for sale.
  record ChangeStockStatus(
      Cause cause,
      String pool,
      String locationId,
      String sku,
      long quantity,
      StockStatus from,
      StockStatus to,
      String reason,
      String referenceId,
      long occurredAtMs,
      String lot)
      implements StockCommand {
    /// Of no lot, or of whichever.
    public ChangeStockStatus(
        Cause cause,
        String pool,
        String locationId,
        String sku,
        long quantity,
        StockStatus from,
        StockStatus to,
        String reason,
        String referenceId,
        long occurredAtMs) {
      this(cause, pool, locationId, sku, quantity, from, to, reason, referenceId, occurredAtMs, "");
    }

    @Override
    public String id() {
      return factId(lot, "STATUS_CHANGE", referenceId, locationId, sku, from.word, to.word);
    }
  }

  private static String factId(String lot, String... parts) {
    String id = String.join("/", parts);
    return lot.isEmpty() ? id : id + "/" + lot;
  }
}
