package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.onhand.inventory.ledger.ReservationRows.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReservationRowsTest {
  /// What a reservation is, said in plain objects.
  private record Plain(
      String id, String orderId, Terms terms, long ordinal, List<PlainAllocation> allocations) {}

  private record PlainAllocation(String lineId, int sku, int place, int lot, long units) {}

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final ReservationRows rows = new ReservationRows();
  private final Map<Integer, Plain> expected = new TreeMap<>();

  @Test
  void rows_say_what_was_put_into_them_whatever_came_and_went_between() {
    for (int step = 0; step < 60_000; step++) {
      int row = expected.isEmpty() ? 0 : anyRow();
      switch (random.nextInt(step % 20_000 < 12_000 ? 6 : 12)) {
        case 0, 1, 2 -> add(step);
        case 3, 4 -> {
          if (!expected.isEmpty()) addAllocation(row);
        }
        default -> {
          if (!expected.isEmpty()) {
            compare(row);
            rows.remove(row);
            expected.remove(row);
            assertNull(rows.at(row), "seed " + seed);
          }
        }
      }
    }
    expected.keySet().forEach(this::compare);
    assertEquals(expected.size(), rows.reservations.size(), "seed " + seed);
    List.copyOf(expected.keySet()).forEach(rows::remove);
    assertEquals(0, rows.reservations.size(), "seed " + seed);
    assertEquals(0, rows.allocations.size(), "seed " + seed);
    assertEquals(0, rows.texts.size(), "seed " + seed);
  }

  private int anyRow() {
    int row = random.nextInt(rows.reservations.end());
    while (!expected.containsKey(row)) {
      row = (row + 1) % rows.reservations.end();
    }
    return row;
  }

  private void add(int ordinal) {
    String level = random.nextBoolean() ? "" : "express";
    Terms terms = new Terms("web", text("DE"), level, random.nextInt(9), random.nextLong(9_999));
    Plain plain = new Plain(id(), id(), terms, ordinal, new ArrayList<>());
    Identity id = new Identity();
    Identity orderId = new Identity();
    id.of(plain.id());
    orderId.of(plain.orderId());
    OpenReservation added = rows.add(id, orderId, terms, ordinal);
    assertNull(expected.put(added.row(), plain), "seed " + seed);
  }

  private String id() {
    return random.nextInt(4) == 0
        ? "id " + random.nextInt(100)
        : new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String text(String often) {
    return random.nextInt(8) == 0 ? "text " + random.nextInt(1_000) : often;
  }

  private void addAllocation(int row) {
    PlainAllocation plain =
        new PlainAllocation(
            text("1"),
            random.nextInt(),
            random.nextInt(1 << 24),
            random.nextInt(3),
            random.nextLong(1L << 50));
    OpenReservation reservation = rows.at(row);
    reservation.add(
        reservation.last(), plain.lineId(), plain.sku(), plain.place(), plain.lot(), plain.units());
    expected.get(row).allocations().add(plain);
  }

  private void compare(int row) {
    OpenReservation found = rows.at(row);
    List<PlainAllocation> allocations = new ArrayList<>();
    for (int at = found.first(); at >= 0; at = found.next(at)) {
      allocations.add(
          new PlainAllocation(
              found.lineId(at), found.sku(at), found.location(at), found.lot(at), found.units(at)));
    }
    Terms terms =
        new Terms(
            found.channel(),
            found.country(),
            found.serviceLevel(),
            found.priority(),
            found.expiresAtMs());
    Plain said = new Plain(found.id(), found.orderId(), terms, found.ordinal(), allocations);
    assertEquals(expected.get(row), said, "seed " + seed);
    assertEquals(1, found.number(), "seed " + seed);
    assertEquals("", found.peggedTo(), "seed " + seed);
    assertNull(found.waiting(), "seed " + seed);
  }
}
