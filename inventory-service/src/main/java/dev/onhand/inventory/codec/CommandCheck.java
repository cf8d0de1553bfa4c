package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.SourcingRules;
import dev.onhand.inventory.ledger.StockCommand;
import java.util.List;

/// What every text and number of a command must be, in whatever form it came: storable, and within
/// bounds that the rules can calculate with. What is not so is an
/// [dev.onhand.platform.message.InvalidMessage].
final class CommandCheck {
  private static final int TEXT_LENGTH_MAX = 401;

  /// Looks at every character.
  static final CommandCheck WHOLE = new CommandCheck(false);

  /// For what is known to be printable ASCII: no character needs a look.
  static final CommandCheck PLAIN = new CommandCheck(true);

  private final boolean isPlain;

  private CommandCheck(boolean isPlain) {
    this.isPlain = isPlain;
  }

  void cause(Cause cause) {
    text("ce_id", cause.messageId(), false);
    text("ce_correlationid", cause.correlationId(), false);
    text("ce_actor", cause.actor(), true);
  }

  void content(StockCommand command) {
    text("pool", command.pool(), false);
    switch (command) {
      case StockCommand.OpenPool _ -> {}
      case StockCommand.DefineItem c -> {
        text("sku", c.sku(), false);
        text("name", c.name(), false);
      }
      case StockCommand.DefineLocation c -> {
        text("locationId", c.locationId(), false);
        text("name", c.name(), false);
        text("country", c.country(), true);
        notNegative("priority", c.priority());
      }
      case StockCommand.ReserveStock c -> check(c);
      case StockCommand.CommitReservation c -> reservation(c.reservationId(), c.orderId());
      case StockCommand.ExtendReservation c -> {
        reservation(c.reservationId(), c.orderId());
        notNegative("expiresAt", c.expiresAtMs());
      }
      case StockCommand.ChangePriority c -> {
        reservation(c.reservationId(), c.orderId());
        notNegative("priority", c.priority());
      }
      case StockCommand.ReallocateReservation c -> {
        reservation(c.reservationId(), c.orderId());
        text("locationId", c.locationId(), false);
        text("reason", c.reason(), true);
      }
      case StockCommand.ChangeSourcing c -> check(c);
      case StockCommand.Logistics c -> check(c);
      case StockCommand.ReleaseReservation c -> {
        reservation(c.reservationId(), c.orderId());
        text("reason", c.reason(), true);
      }
      case StockCommand.ShipReservation c -> {
        reservation(c.reservationId(), c.orderId());
        text("shipmentId", c.shipmentId(), false);
        text("locationId", c.locationId(), false);
        units("lines", c.lines());
      }
      case StockCommand.ReceiveStock c -> {
        place(c.locationId(), c.sku(), c.referenceId());
        text("lot", c.lot(), true);
        text("orderId", c.orderId(), true);
        text("inboundId", c.inboundId(), true);
      }
      case StockCommand.AdjustStock c -> {
        place(c.locationId(), c.sku(), c.referenceId());
        text("lot", c.lot(), true);
        text("reason", c.reason(), false);
      }
      case StockCommand.RecordCount c -> {
        place(c.locationId(), c.sku(), c.referenceId());
        text("lot", c.lot(), true);
      }
      case StockCommand.ChangeStockStatus c -> {
        place(c.locationId(), c.sku(), c.referenceId());
        text("lot", c.lot(), true);
        text("reason", c.reason(), true);
      }
    }
  }

  private void check(StockCommand.ReserveStock c) {
    reservation(c.reservationId(), c.orderId());
    text("channel", c.channel(), false);
    text("country", c.country(), true);
    text("serviceLevel", c.serviceLevel(), true);
    text("locationId", c.locationId(), true);
    text("policy", c.policy(), false);
    notNegative("priority", c.priority());
    notNegative("expiresAt", c.expiresAtMs());
    for (StockCommand.Line line : c.lines()) {
      text("lines.lineId", line.lineId(), false);
      text("lines.sku", line.sku(), false);
    }
  }

  private void check(StockCommand.Logistics command) {
    switch (command) {
      case StockCommand.HoldLot c -> {
        text("sku", c.sku(), false);
        text("lot", c.lot(), false);
        text("reason", c.reason(), true);
      }
      case StockCommand.DefineKit c -> {
        text("sku", c.sku(), false);
        units("components", c.components());
      }
      case StockCommand.AssembleKit c -> place(c.locationId(), c.sku(), c.referenceId());
      case StockCommand.DisassembleKit c -> place(c.locationId(), c.sku(), c.referenceId());
      case StockCommand.ChangeCountTolerance c -> {
        if (c.percent() < 0 || c.percent() > 100) {
          throw CommandFields.invalid("percent", "send 0 to 100");
        }
      }
      case StockCommand.ExpectInbound c -> {
        place(c.locationId(), c.sku(), c.inboundId());
        notNegative("expectedAt", c.expectedAtMs());
      }
      case StockCommand.PegInbound c -> {
        reservation(c.reservationId(), c.orderId());
        text("inboundId", c.inboundId(), false);
      }
      case StockCommand.DispatchTransfer c -> {
        text("transferId", c.transferId(), false);
        text("fromLocationId", c.fromLocationId(), false);
        text("toLocationId", c.toLocationId(), false);
        units("lines", c.lines());
      }
      case StockCommand.ReceiveTransfer c -> {
        text("transferId", c.transferId(), false);
        text("receiptId", c.receiptId(), false);
        text("locationId", c.locationId(), false);
        units("lines", c.lines());
      }
    }
  }

  private void units(String field, List<StockCommand.Units> lines) {
    for (StockCommand.Units line : lines) {
      text(field + ".sku", line.sku(), false);
      text(field + ".lot", line.lot(), true);
    }
  }

  private void check(StockCommand.ChangeSourcing c) {
    if (c.rules() != null) {
      for (SourcingRules.Rule rule : c.rules().rules()) {
        text("rules.channel", rule.channel(), true);
        text("rules.serviceLevel", rule.serviceLevel(), true);
        rule.countries().forEach(country -> text("rules.countries", country, false));
        rule.sources().forEach(source -> text("rules.sources", source.locationId(), false));
      }
      c.rules().capacities().forEach(cap -> text("capacities", cap.locationId(), false));
    }
    for (StockCommand.SafetyStock safety : c.safety()) {
      text("safety.sku", safety.sku(), false);
      text("safety.locationId", safety.locationId(), false);
    }
    for (StockCommand.Fence fence : c.fences()) {
      text("fences.sku", fence.sku(), false);
      text("fences.channel", fence.channel(), false);
    }
  }

  private void reservation(String reservationId, String orderId) {
    text("reservationId", reservationId, false);
    text("orderId", orderId, false);
  }

  private void place(String locationId, String sku, String referenceId) {
    text("locationId", locationId, false);
    text("sku", sku, false);
    text("referenceId", referenceId, false);
  }

  private void notNegative(String field, long number) {
    if (number < 0) {
      throw CommandFields.invalid(field, "send a number of at least 0");
    }
  }

  /// A text goes into tables, headers and other services' messages: no control characters, no half
  /// characters, not without end.
  private void text(String field, String text, boolean mayBeEmpty) {
    int length = text.length();
    if (length == 0 && !mayBeEmpty || length > TEXT_LENGTH_MAX) {
      throw CommandFields.invalid(field, "send 1 to " + TEXT_LENGTH_MAX + " characters");
    }
    for (int i = 0; i < length && !isPlain; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7F) {
        throw CommandFields.invalid(field, "send no control characters");
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == length
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw CommandFields.invalid(field, "send whole characters");
        }
        i++;
      }
    }
  }
}
