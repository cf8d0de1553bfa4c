package dev.onhand.inventory.ledger;

import java.util.List;

/// What the stock ledger is told: requests (reserve, release), which may be refused, and facts
/// (received, shipped, counted, adjusted), which may not. Texts are empty where absent;
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
  long content();

  /// From now on reservations in the pool are decided rather than refused.
  record OpenPool(Cause cause, String pool) implements StockCommand {
    @Override
    public long content() {
      return Content.of(1);
    }
  }

  /// An item can be asked for.
  record DefineItem(Cause cause, String pool, String sku, String name) implements StockCommand {
    @Override
    public long content() {
      return Content.text(Content.text(Content.of(2), sku), name);
    }
  }

  /// A location can serve orders.
  ///
  /// @param priority in which order locations are asked: 0 first
  record DefineLocation(
      Cause cause, String pool, String locationId, String name, String country, int priority)
      implements StockCommand {
    @Override
    public long content() {
      long h = Content.text(Content.text(Content.of(3), locationId), name);
      return Content.number(Content.text(h, country), priority);
    }
  }

  /// Promise these units to this order, all of them or none. Known by its reservation id.
  ///
  /// @param priority whose promise is kept when units vanish: 0 is the most important
  /// @param policy only `ship-complete` is known
  /// @param expiresAtMs when the promise ends by itself; 0: never
  record ReserveStock(
      Cause cause,
      String pool,
      String reservationId,
      String orderId,
      String channel,
      int priority,
      String country,
      String policy,
      long expiresAtMs,
      List<Line> lines)
      implements StockCommand {
    @Override
    public String id() {
      return reservationId;
    }

    @Override
    public long content() {
      long h = Content.text(Content.text(Content.of(4), orderId), channel);
      h = Content.text(Content.text(Content.number(h, priority), country), policy);
      h = Content.number(h, expiresAtMs);
      for (Line line : lines) {
        h = Content.text(Content.text(h, line.lineId()), line.sku());
        h = Content.number(h, line.quantity());
      }
      return h;
    }
  }

  /// One line of an order. Several lines may name one item.
  record Line(String lineId, String sku, long quantity) {}

  /// Units of one item.
  record Units(String sku, long quantity) {}

  /// The order gives its promised units back.
  record ReleaseReservation(
      Cause cause, String pool, String reservationId, String orderId, String reason)
      implements StockCommand {
    @Override
    public long content() {
      long h = Content.text(Content.text(Content.of(5), reservationId), orderId);
      return Content.text(h, reason);
    }
  }

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

    @Override
    public long content() {
      long h = Content.text(Content.text(Content.of(6), reservationId), orderId);
      h = Content.number(Content.text(Content.text(h, shipmentId), locationId), occurredAtMs);
      for (Units line : lines) {
        h = Content.number(Content.text(h, line.sku()), line.quantity());
      }
      return h;
    }
  }

  /// Units arrived, bought (`RECEIPT`) or sent back (`RETURN`).
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
      long occurredAtMs)
      implements StockCommand {
    @Override
    public String id() {
      return String.join("/", referenceType.name(), referenceId, locationId, sku, status.word);
    }

    @Override
    public long content() {
      long h = Content.text(Content.text(Content.of(7), locationId), sku);
      h = Content.number(Content.number(h, quantity), status.ordinal());
      h = Content.text(Content.number(h, referenceType.ordinal()), referenceId);
      return Content.number(Content.text(h, orderId), occurredAtMs);
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
      long occurredAtMs)
      implements StockCommand {
    @Override
    public String id() {
      return String.join("/", "ADJUSTMENT", referenceId, locationId, sku, status.word);
    }

    @Override
    public long content() {
      long h = Content.text(Content.text(Content.of(8), locationId), sku);
      h = Content.number(Content.number(h, quantity), status.ordinal());
      return Content.number(Content.text(Content.text(h, reason), referenceId), occurredAtMs);
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
      long occurredAtMs)
      implements StockCommand {
    @Override
    public String id() {
      return String.join("/", "COUNT", referenceId, locationId, sku, status.word);
    }

    @Override
    public long content() {
      long h = Content.text(Content.text(Content.of(9), locationId), sku);
      h = Content.number(Content.number(h, counted), status.ordinal());
      return Content.number(Content.text(h, referenceId), occurredAtMs);
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
      long occurredAtMs)
      implements StockCommand {
    @Override
    public String id() {
      return String.join("/", "STATUS_CHANGE", referenceId, locationId, sku, from.word, to.word);
    }

    @Override
    public long content() {
      long h = Content.text(Content.text(Content.of(10), locationId), sku);
      h = Content.number(Content.number(h, quantity), from.ordinal() * 8L + to.ordinal());
      return Content.number(Content.text(Content.text(h, reason), referenceId), occurredAtMs);
    }
  }
}
