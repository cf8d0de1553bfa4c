package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.ReserveStock;

/// The commands that are decided next, and what deciding them will look at. Ids are looked up among
/// millions, which are in none of the processor's caches: memory that is asked for at once, in a
/// loop that does nothing else, takes hardly longer than the first of it.
final class Upcoming {
  /// Of more, the rest is left to be found when it is needed.
  private static final int COMMANDS_MAX = 32;

  private static final int ITEMS_MAX = 4 * COMMANDS_MAX;

  private final LedgerState state;
  private final Identity[] ids = new Identity[COMMANDS_MAX];
  private final boolean[] ofReservation = new boolean[COMMANDS_MAX];
  private final Identity unexpected = new Identity();
  private int size;
  private int fetchedUpTo;
  private int taken;
  private final int[] items = new int[ITEMS_MAX];
  private int itemCount;

  /// Read by nobody; that it could be is what keeps the compiler from leaving [#fetch] out.
  private long fetched;

  Upcoming(LedgerState state) {
    this.state = state;
    for (int i = 0; i < COMMANDS_MAX; i++) {
      ids[i] = new Identity();
    }
  }

  /// Notes the next command.
  void add(StockCommand command) {
    if (fetchedUpTo == size) {
      size = 0;
      fetchedUpTo = 0;
      taken = 0;
    }
    if (size < COMMANDS_MAX) {
      ids[size].of(command.id());
      ofReservation[size++] = command instanceof ReserveStock;
      if (command instanceof ReserveStock reserve) {
        addItems(reserve);
      }
    }
  }

  private void addItems(ReserveStock reserve) {
    for (int i = 0; i < reserve.lines().size() && itemCount < ITEMS_MAX; i++) {
      int item = state.items.find(reserve.lines().get(i).sku());
      if (item >= 0) {
        items[itemCount++] = item;
      }
    }
  }

  /// Has the memory fetched that the commands noted since the last time will look at, and does not
  /// wait for it.
  void fetch() {
    long sum = 0;
    for (int i = fetchedUpTo; i < size; i++) {
      sum ^= state.outcomes.glance(ids[i].high(ofReservation[i]), ids[i].low(), i);
    }
    for (int i = fetchedUpTo; i < size; i++) {
      sum ^= ofReservation[i] ? state.reservations.glance(ids[i]) : 0;
    }
    for (int i = 0; i < itemCount; i++) {
      sum ^= state.positions.glance(items[i]);
    }
    fetched = sum;
    fetchedUpTo = size;
    itemCount = 0;
  }

  /// The identity of a command's id, as it was noted, or read now.
  Identity take(String id) {
    for (int i = taken; i < fetchedUpTo; i++) {
      if (ids[i].isOf(id)) {
        taken = i + 1;
        return ids[i];
      }
    }
    unexpected.of(id);
    return unexpected;
  }
}
