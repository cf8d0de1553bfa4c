package dev.onhand.procurement.purchaseorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.message.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Random histories with repeats. What must hold, whatever happened and however often:
/// facts are never refused; a repeat says nothing; quantities and money add up; the stored events
/// lead to the same state.
class PurchaseOrderSequenceTest {
  private static final int HISTORIES = 400;
  private static final int COMMANDS = 60;

  private final long seed = Long.getLong("seed", System.nanoTime());

  @Test
  void whatever_happens_the_sums_hold() {
    for (int i = 0; i < HISTORIES; i++) {
      var random = new Random(seed + i);
      try {
        history(random);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("run again with -Dseed=" + seed + ", history " + i, e);
      }
    }
  }

  private static void history(Random random) {
    var events = new ArrayList<PurchaseOrderEvent>();
    var given = new ArrayList<PurchaseOrderCommand>();
    var order = PurchaseOrder.NONE;
    for (int i = 0; i < COMMANDS; i++) {
      var again = !given.isEmpty() && random.nextInt(4) == 0;
      var command = again ? given.get(random.nextInt(given.size())) : command(random);
      var decision = PurchaseOrderDecider.decide(command, order);
      if (isFact(command)) {
        assertTrue(decision.isAccepted(), () -> "a fact was refused: " + decision);
        if (given.contains(command)) {
          assertEquals(List.of(), decision.eventsOrNone(), "a repeated fact was told twice");
        }
      }
      for (var event : decision.eventsOrNone()) {
        events.add(event);
        order = PurchaseOrderHistory.evolve(order, event);
      }
      repeatSaysNothing(command, decision, order);
      given.add(command);
    }
    assertEquals(order, PurchaseOrderStream.STREAM.fold(events), "folded at once");
    assertEquals(order, PurchaseOrderStream.STREAM.fold(stored(events)), "read from the log");
    assertSums(events, order);
  }

  private static void repeatSaysNothing(
      PurchaseOrderCommand command, Decision<PurchaseOrderEvent> first, PurchaseOrder after) {
    if (!first.isAccepted() || command instanceof PurchaseOrderCommand.NoteOverdueDelivery) return;
    var second = PurchaseOrderDecider.decide(command, after);
    assertEquals(List.of(), second.eventsOrNone(), () -> "repeated: " + command);
  }

  private static boolean isFact(PurchaseOrderCommand command) {
    return command instanceof PurchaseOrderCommand.RecordDelivery
        || command instanceof PurchaseOrderCommand.RecordInvoice;
  }

  private static PurchaseOrderCommand command(Random random) {
    return switch (random.nextInt(16)) {
      case 0, 1 ->
          Examples.request(random.nextInt(3) == 0 ? Examples.dearTerms() : Examples.terms());
      case 2 -> Examples.approve(random.nextBoolean() ? Examples.APPROVER : Examples.BUYER);
      case 3 -> random.nextInt(4) == 0 ? Examples.decline() : Examples.approve("cleo");
      case 4 ->
          random.nextInt(4) == 0
              ? Examples.close()
              : new PurchaseOrderCommand.NoteOverdueDelivery(Examples.NOON);
      case 5, 6, 7, 8, 9 -> Examples.delivery("LS-" + random.nextInt(12), delivered(random));
      case 10 -> Examples.approveInvoice("RE-" + random.nextInt(12), Examples.APPROVER);
      case 11 -> Examples.declineInvoice("RE-" + random.nextInt(12));
      default -> Examples.record(invoice(random));
    };
  }

  private static Delivery.DeliveredLine[] delivered(Random random) {
    var lines = new Delivery.DeliveredLine[1 + random.nextInt(3)];
    for (int i = 0; i < lines.length; i++) {
      lines[i] =
          switch (random.nextInt(5)) {
            case 0 -> Examples.socks(1 + random.nextInt(5));
            case 1, 2 -> Examples.caps(1 + random.nextInt(30));
            default -> Examples.shirts(1 + random.nextInt(80));
          };
    }
    return lines;
  }

  private static SupplierInvoice invoice(Random random) {
    var cost = new String[] {"6.20", "6.20", "6.20", "6.25", "7.50"}[random.nextInt(5)];
    var lines =
        List.of(
            Examples.shirtsAt(1 + random.nextInt(60), cost),
            Examples.capsAt(1 + random.nextInt(20), "2.15"));
    var total =
        lines.stream()
            .map(SupplierInvoice.InvoicedLine::amount)
            .reduce(Examples.eur("0.00"), Money::plus)
            .plusMinor(random.nextInt(8) == 0 ? 5_000 : 0);
    return new SupplierInvoice(
        "RE-" + random.nextInt(12), "acme-textil", lines, total, Examples.NOON);
  }

  private static List<PurchaseOrderEvent> stored(List<PurchaseOrderEvent> events) {
    var types = PurchaseOrderStream.STREAM.types();
    return events.stream()
        .map(event -> types.read(types.nameOf(event), Json.write(event)))
        .toList();
  }

  private static void assertSums(List<PurchaseOrderEvent> events, PurchaseOrder order) {
    var received = new HashMap<Integer, Long>();
    var receipts = new ArrayList<Object>();
    var booked = Examples.eur("0.00");
    var invoiced = Examples.eur("0.00");
    for (var event : events) {
      if (event instanceof PurchaseOrderEvent.GoodsReceived e) {
        receipts.add(e.receiptId());
        for (var line : e.lines()) {
          received.merge(line.number(), line.quantity(), Long::sum);
          booked = booked.plus(line.amount());
        }
      }
      if (event instanceof PurchaseOrderEvent.InvoiceMatched e) {
        invoiced = invoiced.plus(e.invoice().total()).minus(e.variance());
      }
    }
    assertEquals(receipts.size(), receipts.stream().distinct().count(), "a receipt counted twice");
    assertEquals(Map.copyOf(received), order.facts().received());
    order
        .facts()
        .invoiced()
        .forEach(
            (line, quantity) ->
                assertTrue(
                    quantity <= order.facts().received(line), "more invoiced than received"));
    assertTrue(!invoiced.isGreaterThan(booked), "more owed, at cost, than was received");
  }
}
