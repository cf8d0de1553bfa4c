package dev.onhand.returns.customerreturn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamType;
import dev.onhand.platform.message.Json;
import dev.onhand.returns.customerreturn.CustomerReturn.Announced;
import dev.onhand.returns.customerreturn.ReturnEvent.Authorization;
import dev.onhand.returns.customerreturn.ReturnEvent.AuthorizedLine;
import dev.onhand.returns.order.Kit;
import dev.onhand.returns.order.Order;
import dev.onhand.returns.order.OrderCommand;
import dev.onhand.returns.order.OrderDecider;
import dev.onhand.returns.order.OrderEvent;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.order.OrderEvent.SoldLine;
import dev.onhand.returns.order.OrderEvent.Units;
import dev.onhand.returns.policy.ReturnPolicy.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Random days of one order with several returns: shipments in parts, returns for anything, goods
/// that were announced and goods that were not, everything told more than once. What must hold:
/// facts are never refused, a repeat says nothing, no piece is in two returns, and the refunds of
/// a line never exceed the line, in pieces and to the cent.
class ReturnSequenceTest {
  private static final int HISTORIES = 300;
  private static final int STEPS = 80;
  private static final Kit GIFT = new Kit(Map.of("TEA", 1L, "MUG", 2L));
  private static final List<String> GOODS =
      List.of("TEE", "TEE", "CAP", "CAP", "TEA", "MUG", "MUG", "SOCKS");
  private static final Duration WINDOW = Duration.ofDays(30);

  private final long seed = Long.getLong("seed", System.nanoTime());

  @Test
  void whatever_comes_back_the_sums_hold() {
    for (int i = 0; i < HISTORIES; i++) {
      try {
        new Day(new Random(seed + i)).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("run again with -Dseed=" + seed + ", history " + i, e);
      }
    }
  }

  /// The streams of one order and its returns, in memory.
  private static final class Day {
    private final Random random;
    private final Stream<OrderCommand, Order, OrderEvent> order = new Stream<>(OrderDecider.STREAM);
    private final Map<UUID, Stream<ReturnCommand, CustomerReturn, ReturnEvent>> returns =
        new HashMap<>();
    private final List<ReturnCommand> facts = new ArrayList<>();
    private final Map<String, Long> parts = new HashMap<>();
    private Instant now = Examples.NOON;

    Day(Random random) {
      this.random = random;
    }

    void run() {
      order.accept(new OrderCommand.RecordSale(sold(), now));
      order.accept(new OrderCommand.RecordKits(Map.of("3", GIFT)));
      for (int i = 0; i < STEPS; i++) {
        now = now.plusSeconds(random.nextInt(40_000));
        step();
        check();
      }
      order.assertStoredIsTheSame();
      returns.values().forEach(Stream::assertStoredIsTheSame);
    }

    private List<SoldLine> sold() {
      return List.of(
          new SoldLine("1", "TEE", 1 + random.nextInt(7), cents(2_000), cents(380)),
          new SoldLine("2", "CAP", 1 + random.nextInt(3), cents(500), cents(95)),
          new SoldLine("3", "GIFT", 1 + random.nextInt(4), cents(3_000), cents(570)));
    }

    private Money cents(int most) {
      return Money.ofMinor(CurrencyUnit.EUR, random.nextInt(most));
    }

    private void step() {
      switch (random.nextInt(8)) {
        case 0 -> ship();
        case 1 -> apply();
        case 2 -> answer();
        case 3 -> drop();
        case 4 -> repeat();
        default -> goods();
      }
    }

    private void ship() {
      if (random.nextInt(3) == 0) {
        shipParts();
        return;
      }
      var line = random.nextBoolean() ? "1" : "2";
      long room =
          order.state.lines().get(line).sold().quantity() - order.state.lines().get(line).shipped();
      // now and then more than was ordered
      long quantity = Math.max(random.nextInt(6) == 0 ? 1 : 0, Math.min(room, 2));
      if (quantity == 0) return;
      ship(new Units(line, line.equals("1") ? "TEE" : "CAP", quantity));
    }

    /// Components of gifts, in any proportion.
    private void shipParts() {
      for (int i = 0; i <= random.nextInt(2); i++) {
        ship(new Units("3", random.nextBoolean() ? "TEA" : "MUG", 1 + random.nextInt(3)));
      }
    }

    private void ship(Units units) {
      var id = "s" + order.state.shipments().size();
      var command = new OrderCommand.RecordShipment(id, "BER", "eu", List.of(units), now);
      order.accept(command);
      order.sayNothing(command);
      parts.merge(units.sku(), units.quantity(), Long::sum);
    }

    private void apply() {
      var line = String.valueOf(1 + random.nextInt(3));
      var sku = List.of("TEE", "CAP", "GIFT").get(Integer.parseInt(line) - 1);
      long quantity = 1 + random.nextInt(3);
      var id = new UUID(7, returns.size());
      var claim =
          new OrderCommand.ClaimQuantities(
              id, List.of(new LineQuantity(line, quantity)), WINDOW, now);
      if (!order.handle(claim).isAccepted()) return;
      order.sayNothing(claim);
      var authorization =
          new Authorization(
              "o",
              "BER",
              "eu",
              List.of(new AuthorizedLine(line, sku, quantity, "OTHER", order.state.kit(line))),
              "cleo",
              now,
              now.plus(WINDOW));
      returns.put(id, new Stream<>(ReturnStream.STREAM));
      returns.get(id).accept(new ReturnCommand.AuthorizeReturn(authorization));
    }

    private UUID any() {
      return new UUID(7, random.nextInt(Math.max(1, returns.size())));
    }

    private void goods() {
      var id = any();
      var stream = returns.get(id);
      if (stream == null) return;
      var sku = GOODS.get(random.nextInt(GOODS.size()));
      var line = sku.equals("TEE") ? "1" : sku.equals("CAP") ? "2" : "3";
      long quantity = 1 + random.nextInt(2);
      if (random.nextBoolean()) {
        var goods = List.of(new Goods.Line(line, sku, quantity));
        told(stream, new ReturnCommand.RecordReceipt(new Goods.Receipt("BER", goods, now), now));
        return;
      }
      var grade = Grade.values()[random.nextInt(4)];
      var goods = List.of(new Goods.GradedLine(line, sku, quantity, grade));
      told(
          stream,
          new ReturnCommand.RecordInspection(new Goods.Inspection(goods, now), Examples.RULE, now));
      refundOwed(id, stream);
    }

    private void told(
        Stream<ReturnCommand, CustomerReturn, ReturnEvent> stream, ReturnCommand fact) {
      stream.accept(fact);
      stream.sayNothing(fact);
      facts.add(fact);
    }

    private void refundOwed(UUID id, Stream<ReturnCommand, CustomerReturn, ReturnEvent> stream) {
      var announced = (Announced) stream.state;
      if (announced.owed().isEmpty()) return;
      var refundId = ReturnHandling.refundId(id.toString(), announced.refunds().size() + 1);
      var compute = new OrderCommand.ComputeRefund(id, refundId, announced.owed());
      var computed = (OrderEvent.RefundComputed) order.accept(compute).getFirst();
      order.sayNothing(compute);
      var request = new ReturnCommand.RequestRefund(refundId, computed.lines(), now);
      stream.accept(request);
      stream.sayNothing(request);
    }

    private void answer() {
      var id = any();
      if (!returns.containsKey(id)) return;
      var refundId = ReturnHandling.refundId(id.toString(), 1 + random.nextInt(2));
      var command =
          random.nextInt(5) == 0
              ? new ReturnCommand.RecordRefundRefused(refundId, "EXCEEDS_CAPTURED", now)
              : new ReturnCommand.RecordRefundGranted(refundId, now);
      returns.get(id).handle(command);
    }

    private void drop() {
      var id = any();
      if (!returns.containsKey(id) || random.nextInt(3) > 0) return;
      for (var event : returns.get(id).accept(new ReturnCommand.DropRemainder("x", null, now))) {
        if (event instanceof ReturnEvent.RemainderDropped dropped) {
          order.accept(new OrderCommand.FreeQuantities(id, dropped.lines()));
        }
      }
    }

    /// A fact of this or another return, told (again) to any of them.
    private void repeat() {
      var stream = returns.get(any());
      if (stream == null || facts.isEmpty()) return;
      var fact = facts.get(random.nextInt(facts.size()));
      stream.accept(fact);
      stream.sayNothing(fact);
      if (stream.state instanceof Announced) {
        returns.forEach(
            (id, other) -> {
              if (other == stream) refundOwed(id, other);
            });
      }
    }

    private void check() {
      long gifts = Math.min(parts.getOrDefault("TEA", 0L), parts.getOrDefault("MUG", 0L) / 2);
      assertEquals(gifts, order.state.lines().get("3").shipped(), "not the whole gifts");
      for (var line : order.state.lines().values()) {
        var sold = line.sold();
        assertTrue(line.claimed() <= line.shipped(), "a piece is in two returns");
        assertTrue(line.refunded() <= line.claimed(), "refunded what no return claims");
        var net = Money.zero(CurrencyUnit.EUR);
        var tax = Money.zero(CurrencyUnit.EUR);
        for (var event : order.events) {
          if (!(event instanceof OrderEvent.RefundComputed refund)) continue;
          for (var part : refund.lines()) {
            if (!part.lineId().equals(sold.lineId())) continue;
            net = net.plus(part.net());
            tax = tax.plus(part.tax());
          }
        }
        assertTrue(!net.isGreaterThan(sold.net()), "more net than the line");
        assertTrue(!tax.isGreaterThan(sold.tax()), "more tax than the line");
        if (line.refunded() >= sold.quantity()) assertEquals(sold.net(), net, "not the whole");
      }
      for (var stream : returns.values()) {
        for (var line : ((Announced) stream.state).lines().values()) {
          assertTrue(line.refunded() <= line.expected(), "refunded more than expected");
          assertTrue(line.refunded() <= line.inspected(), "refunded what was not inspected");
          for (var part : line.kit().each().entrySet()) {
            long here = line.inspectedBySku().getOrDefault(part.getKey(), 0L);
            assertTrue(
                line.refunded() * part.getValue() <= here, "refunded a kit that is not whole");
          }
        }
        var ends = stream.events.stream().filter(ReturnEvent.Closed.class::isInstance).count();
        assertTrue(ends <= 1, "closed twice");
      }
    }
  }

  /// One stream in memory.
  private static final class Stream<C, S, E> {
    private final StreamType<C, S, E> type;
    private final List<E> events = new ArrayList<>();
    private S state;

    Stream(StreamType<C, S, E> type) {
      this.type = type;
      this.state = type.initial();
    }

    Decision<E> handle(C command) {
      var decision = type.decide().apply(command, state);
      for (var event : decision.eventsOrNone()) {
        events.add(event);
        state = type.evolve().apply(state, event);
      }
      return decision;
    }

    List<E> accept(C command) {
      var decision = handle(command);
      assertTrue(decision.isAccepted(), () -> "refused: " + command + " " + decision);
      return decision.eventsOrNone();
    }

    void sayNothing(C again) {
      assertEquals(List.of(), accept(again), () -> "repeated: " + again);
    }

    void assertStoredIsTheSame() {
      var stored =
          events.stream()
              .map(event -> type.types().read(type.types().nameOf(event), Json.write(event)))
              .toList();
      assertEquals(state, type.fold(stored));
    }
  }
}
