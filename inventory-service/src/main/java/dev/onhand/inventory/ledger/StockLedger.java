package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.*;
import dev.onhand.inventory.ledger.StockEvent.ItemDefined;
import dev.onhand.inventory.ledger.StockEvent.LocationDefined;
import dev.onhand.inventory.ledger.StockEvent.PoolOpened;
import dev.onhand.inventory.ledger.StockEvent.ReservationExpired;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/// The stock ledger of one pool: decides commands one after the other and holds what follows from
/// them. Used by one thread. See the package for the model.
public final class StockLedger {
  private static final Cause TIME = new Cause("", "", "", 0);

  private final String pool;
  private final LedgerLimits limits;
  private final LedgerState state;
  private final Availability availability;
  private final Promising promising;
  private final Changing changing;
  private final Backorders backorders;
  private final SourcingChanges sourcingChanges;
  private final Movements movements;
  private final Kitting kitting;
  private final Transfers transfers;
  private final Repromising repromising;
  private final Facts facts;
  private final Shipments shipments;

  private final Upcoming upcoming;
  private List<StockEvent> events = new ArrayList<>();

  public StockLedger(String pool, LedgerLimits limits) {
    this(pool, limits, new LedgerState(limits.outcomesMax()));
  }

  private StockLedger(String pool, LedgerLimits limits, LedgerState state) {
    this.pool = pool;
    this.limits = limits;
    this.state = state;
    upcoming = new Upcoming(state);
    var sourcing = new Sourcing(state, limits);
    movements = new Movements(state, this::happened);
    availability = new Availability(state);
    promising = new Promising(state, limits, sourcing, this::happened);
    changing = new Changing(state, sourcing, this::happened);
    backorders = new Backorders(state, sourcing, this::happened);
    sourcingChanges = new SourcingChanges(state, limits, movements, this::happened);
    kitting = new Kitting(state, limits, movements, this::happened);
    transfers = new Transfers(state, movements, this::happened);
    repromising = new Repromising(state, limits, transfers, this::happened);
    facts = new Facts(state, movements, transfers, this::happened);
    shipments = new Shipments(state, movements, this::happened);
  }

  public String pool() {
    return pool;
  }

  /// Says which command comes next, after those it was said of before. Who knows says so of some
  /// of them, then calls [#fetchExpected], then decides them.
  public void expect(StockCommand command) {
    upcoming.add(command);
  }

  /// Has the memory fetched that deciding the expected commands will look at, and does not wait for
  /// it.
  public void fetchExpected() {
    upcoming.fetch();
  }

  /// Decides a command and applies what follows. Reservations whose time has come are not ended by
  /// it: call [#expire] first.
  ///
  /// @param nowMs the time; where it is before the pool's last entry, that entry's time is taken
  public Answer decide(StockCommand command, long nowMs) {
    long atMs = Math.max(nowMs, state.lastAtMs);
    String id = command.id();
    boolean ofReservation = command instanceof ReserveStock;
    Identity identity = upcoming.take(id);
    state.identity = identity;
    long content = command.content();
    int known = state.outcomes.find(identity.high(ofReservation), identity.low());
    if (known >= 0) {
      return state.outcomes.content(known) == content
          ? new Answer.Repeated(state.outcomes.outcome(known))
          : new Answer.Refused(StockOutcome.ID_REUSED);
    }
    if (Math.min(command.cause().issuedAtMs(), atMs) <= state.outcomes.watermarkMs()) {
      return new Answer.Refused(StockOutcome.TOO_OLD);
    }
    // Its command was forgotten, so it cannot be told whether this one says the same.
    if (ofReservation && state.reservations.find(identity) != null) {
      return new Answer.Refused(StockOutcome.ID_REUSED);
    }
    StockOutcome refusal = refusal(command);
    if (refusal != null) {
      return new Answer.Refused(refusal);
    }
    state.lots.itIs(atMs);
    StockOutcome outcome = perform(command, atMs);
    fillBackorders(command instanceof ReceiveStock receipt ? receipt.inboundId() : "");
    return new Answer.Decided(close(command.cause(), id, content, atMs, outcome));
  }

  /// Ends reservations whose time has come, the earliest first, as many as go into one entry.
  ///
  /// @return null when none is due; call again until then
  public LedgerEntry expire(long nowMs) {
    long atMs = Math.max(nowMs, state.lastAtMs);
    state.lots.itIs(atMs);
    int freed = 0;
    for (var due = state.reservations.due(atMs);
        due != null && freed < limits.freedMax();
        due = state.reservations.due(atMs)) {
      List<StockEvent.Allocation> open = due.open(state);
      freed += open.size();
      happened(new ReservationExpired(due.id(), due.orderId(), due.number() + 1, open));
    }
    fillBackorders("");
    return events.isEmpty() ? null : close(TIME, "", 0, atMs, StockOutcome.EXPIRED);
  }

  /// Applies an entry read from the log. The pool's entries must come in their order, all of them.
  public void evolve(LedgerEntry entry) {
    for (StockEvent event : entry.events()) {
      state.apply(event);
    }
    state.close(entry);
  }

  private void fillBackorders(String arrived) {
    if (state.backlog.someoneMayBeServed()) {
      backorders.fill(arrived);
    }
  }

  private void happened(StockEvent event) {
    state.apply(event);
    events.add(event);
  }

  private LedgerEntry close(
      Cause cause, String commandId, long content, long atMs, StockOutcome outcome) {
    LedgerEntry entry = new LedgerEntry(cause, commandId, content, atMs, outcome, events);
    events = new ArrayList<>(2);
    state.close(entry);
    return entry;
  }

  /// What makes no sense whatever the state is, and is no request that waits for an answer.
  private StockOutcome refusal(StockCommand command) {
    return switch (command) {
      case OpenPool _, DefineItem _, DefineLocation _ -> null;
      case ReserveStock _, ReleaseReservation _, CommitReservation _ -> null;
      case ExtendReservation _, ChangePriority _, ReallocateReservation _ -> null;
      case HoldLot _, PegInbound _, ChangeCountTolerance _ -> null;
      case DefineKit c -> kitting.refusal(c);
      case AssembleKit c -> first(refusal(c.quantity()), kitting.refusal(c.sku(), c.quantity()));
      case DisassembleKit c -> first(refusal(c.quantity()), kitting.refusal(c.sku(), c.quantity()));
      // That nothing more is expected can be said.
      case ExpectInbound c -> refusal(c.quantity() == 0 ? 1 : c.quantity());
      case DispatchTransfer c -> refusal(c.lines());
      // That nothing arrived and nothing will can be said.
      case ReceiveTransfer c -> c.complete() && c.lines().isEmpty() ? null : refusal(c.lines());
      case ChangeSourcing c -> sourcingChanges.refusal(c);
      case ShipReservation c -> refusal(c.lines());
      case ReceiveStock c -> refusal(c.quantity());
      // A count of nothing is a count; an adjustment by nothing is none.
      case RecordCount c -> refusal(c.counted() == 0 ? 1 : c.counted());
      case AdjustStock c -> refusal(Math.abs(c.quantity()));
      case ChangeStockStatus c ->
          c.from() == c.to() ? StockOutcome.SAME_STATUS : refusal(c.quantity());
    };
  }

  private StockOutcome refusal(List<Units> lines) {
    for (Units line : lines) {
      StockOutcome refusal = refusal(line.quantity());
      if (refusal != null) {
        return refusal;
      }
    }
    return lines.isEmpty() ? StockOutcome.QUANTITY_NOT_POSITIVE : null;
  }

  private static StockOutcome first(StockOutcome one, StockOutcome other) {
    return one != null ? one : other;
  }

  private StockOutcome refusal(long quantity) {
    if (quantity <= 0) {
      return StockOutcome.QUANTITY_NOT_POSITIVE;
    }
    return quantity > limits.quantityMax() ? StockOutcome.QUANTITY_TOO_LARGE : null;
  }

  private StockOutcome perform(StockCommand command, long atMs) {
    return switch (command) {
      case OpenPool _ -> {
        happened(new PoolOpened());
        yield StockOutcome.POOL_OPENED;
      }
      case DefineItem c -> {
        happened(new ItemDefined(c.sku(), c.name(), false));
        yield StockOutcome.ITEM_DEFINED;
      }
      case DefineLocation c -> {
        happened(new LocationDefined(c.locationId(), c.name(), c.country(), c.priority(), false));
        yield StockOutcome.LOCATION_DEFINED;
      }
      case ChangeSourcing c -> sourcingChanges.change(c);
      case HoldLot c -> movements.hold(c);
      case DefineKit c -> kitting.define(c);
      case AssembleKit c -> kitting.assemble(c, atMs);
      case DisassembleKit c -> kitting.disassemble(c, atMs);
      case ChangeCountTolerance c -> facts.changeTolerance(c);
      case ExpectInbound c -> repromising.expect(c);
      case PegInbound c -> changing.peg(c);
      case DispatchTransfer c -> transfers.dispatch(c, atMs);
      case ReceiveTransfer c -> transfers.receive(c, atMs);
      case ReserveStock c -> promising.reserve(c, atMs);
      case CommitReservation c -> changing.commit(c);
      case ExtendReservation c -> changing.extend(c);
      case ChangePriority c -> changing.changePriority(c);
      case ReallocateReservation c -> changing.reallocate(c);
      case ReleaseReservation c -> changing.release(c);
      case ShipReservation c -> shipments.ship(c, atMs);
      case ReceiveStock c -> facts.receive(c, atMs);
      case AdjustStock c -> facts.adjust(c, atMs);
      case RecordCount c -> facts.count(c, atMs);
      case ChangeStockStatus c -> facts.changeStatus(c, atMs);
    };
  }

  // What can be asked.

  /// Sellable units of an item that nobody was promised, over all locations; 0 for an unknown item.
  public long available(String sku) {
    int number = state.items.find(sku);
    return number < 0 ? 0 : state.positions.available(number);
  }

  /// Units of an item that can be promised to some order of the channel now; 0 for an unknown item.
  public long available(String sku, String channel) {
    int number = state.items.find(sku);
    return number < 0 ? 0 : availability.toChannel(number, channel);
  }

  /// Stands for every channel that no rule and no fence names.
  public static final String ANY_CHANNEL = "";

  /// The channels that a sourcing rule names.
  public Set<String> channelsWithRules() {
    return state.rules.channels();
  }

  /// The channels that a rule, or a fence of the item, names; all others can be promised as much of
  /// it as [#ANY_CHANNEL].
  public Set<String> channelsNamed(String sku) {
    int number = state.items.find(sku);
    if (number < 0 || !state.fences.has(number)) {
      return state.rules.channels();
    }
    Set<String> named = new TreeSet<>(state.rules.channels());
    named.addAll(state.fences.of(number).keySet());
    return named;
  }

  /// Whether there ever were units of the item somewhere.
  public boolean hasPositions(String sku) {
    int number = state.items.find(sku);
    return number >= 0 && state.positions.endRow(number) > state.positions.firstRow(number);
  }

  /// An item by its age, from 0 to less than [#items].
  public String item(int number) {
    return state.items.text(number);
  }

  /// What is asked from now on is asked at this time: lots that expire by then are not promised.
  /// To be called only where nothing is decided; a decision has its own time.
  public void askedAt(long nowMs) {
    state.lots.itIs(nowMs);
  }

  /// Every lot that expires, with its item and when.
  public void expiringLots(ObjLongConsumer<String> visitor) {
    for (int lot = 1; lot < state.lots.size(); lot++) {
      if (state.lots.expiresAtMs(lot) != 0) {
        visitor.accept(state.items.text(state.lots.sku(lot)), state.lots.expiresAtMs(lot));
      }
    }
  }

  /// As [#available(String, String)], by a date: with what is expected by then, without what is
  /// waited for.
  public long availableBy(String sku, String channel, long byMs) {
    int number = state.items.find(sku);
    return number < 0 ? 0 : availability.toChannelBy(number, channel, byMs);
  }

  /// Units of an item on their way to a location: in transit, or expected from suppliers.
  public long onTheWay(String sku, String locationId, boolean inTransit) {
    int number = state.items.find(sku);
    int place = state.places.find(locationId);
    long sum = 0;
    for (Inbound.Supply supply : state.inbound.of(number)) {
      sum += supply.place() == place && supply.inTransit() == inTransit ? supply.units() : 0;
    }
    return sum;
  }

  /// Which version of the sourcing rules holds.
  public int ruleVersion() {
    return state.rules.version();
  }

  /// Lines of reservations that wait for units.
  public int waitingLines() {
    return state.backlog.lines();
  }

  /// The units at a location, of all lots; all 0 where there never were any.
  public StockLevel level(String sku, String locationId) {
    int item = state.items.find(sku);
    StockLevel sum = new StockLevel(sku, locationId, "", 0, 0, 0, 0);
    if (item >= 0) {
      for (int row : state.positions.rowsFirstExpiredFirst(item, state.places.find(locationId))) {
        sum = sum.plus(level(item, row));
      }
    }
    return sum;
  }

  /// Every position, lot by lot, by the age of its item.
  public void levels(Consumer<StockLevel> visitor) {
    for (int item = 0; item < state.items.size(); item++) {
      for (int row = state.positions.firstRow(item); row < state.positions.endRow(item); row++) {
        visitor.accept(level(item, row));
      }
    }
  }

  private StockLevel level(int item, int row) {
    Positions all = state.positions;
    return new StockLevel(
        state.items.text(item),
        state.places.ids.text(all.location(row)),
        state.lots.id(all.lot(row)),
        all.units(row, StockStatus.SELLABLE),
        all.units(row, StockStatus.QUARANTINE),
        all.units(row, StockStatus.DAMAGED),
        all.reserved(row));
  }

  public boolean isOpen(String reservationId) {
    return state.reservations.find(reservationId) != null;
  }

  public int openReservations() {
    return state.reservations.size();
  }

  public int items() {
    return state.items.size();
  }

  /// When the last entry was decided, in milliseconds since 1970; 0 before the first.
  public long lastAtMs() {
    return state.lastAtMs;
  }

  /// Writes all of the state, such that equal ledgers write equal bytes.
  public void writeTo(SnapshotOutput out) {
    LedgerSnapshot.write(state, out);
  }

  /// Begins to write all of the state as it is now, in slices; one at a time.
  public GradualSnapshot beginSnapshot(SnapshotOutput out) {
    return new GradualSnapshot(state, out);
  }

  /// Reads what was written, and checks that it adds up.
  ///
  /// @throws LedgerBroken if it does not
  /// @throws IOException if it cannot be read, or is of another version
  public static StockLedger readFrom(String pool, LedgerLimits limits, SnapshotInput in)
      throws IOException {
    return new StockLedger(pool, limits, LedgerSnapshot.read(limits.outcomesMax(), in));
  }
}
