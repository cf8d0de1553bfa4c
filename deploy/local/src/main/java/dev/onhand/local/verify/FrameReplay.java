package dev.onhand.local.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/// Reads frames of `inventory.log` and books what they say. Knows the format from its description,
/// not from the service's code: whatever one writes wrong, the other does not read right.
///
/// A frame: version, 8 bytes of the next command's offset, 4 bytes of the number of entries, the
/// pool, entries. An entry: flags, outcome, time, the command unless time itself was the cause,
/// events. Version 2 refers to ids that repeat; version 3 knows orders that wait, and sourcing;
/// version 4 lots; version 5 kits, goods on their way and recounts;
/// version 6 why an order was refused.
final class FrameReplay {
  private static final int VERSION_MAX = 6;

  private static final int SAME_ACTOR = 1;
  private static final int SAME_CORRELATION = 2;
  private static final int MESSAGE_IS_COMMAND = 4;
  private static final int BY_TIME = 8;

  /// Since version 2: in place of an id.
  private static final int COMMAND_ID = 1;

  private static final int CORRELATION_ID = 2;
  private static final int IDS_FROM = 3;

  private final Violations violations;
  private final Map<String, StockBook> books = new HashMap<>();
  private final FrameBytes in = new FrameBytes();
  private final Names pools = new Names();

  private int version;
  private StockBook book;
  private long commandHigh;
  private long commandLow;
  private long correlationHigh;
  private long correlationLow;
  private boolean ofReservation;
  private long atMs;

  FrameReplay(Violations violations) {
    this.violations = violations;
  }

  Map<String, StockBook> books() {
    return books;
  }

  /// @return up to which command the log is after this frame
  long frame(byte[] bytes) {
    in.open(bytes);
    version = in.octet();
    if (version < 1 || version > VERSION_MAX) {
      throw new AuditException(
          "a frame of version %d: this auditor reads 1 to %d".formatted(version, VERSION_MAX),
          null);
    }
    long upTo = in.fixed(Long.BYTES);
    int entries = (int) in.fixed(Integer.BYTES);
    atMs = 0;
    var pool = pools.text(in.text(pools));
    book = pool.isEmpty() ? null : books.computeIfAbsent(pool, p -> new StockBook(p, violations));
    for (int i = 0; i < entries; i++) {
      entry();
    }
    if (!in.atEnd()) {
      throw new AuditException(
          "a frame of version %d with more at its end".formatted(version), null);
    }
    return upTo;
  }

  private void entry() {
    int flags = in.octet();
    in.octet();
    atMs += in.signed();
    book.nowMs = atMs;
    boolean decision = (flags & BY_TIME) == 0;
    if (decision) {
      in.id(1);
      commandHigh = in.idHigh;
      commandLow = in.idLow;
      correlationHigh = in.idHigh;
      correlationLow = in.idLow;
      in.fixed(Long.BYTES);
      in.signed();
      if ((flags & MESSAGE_IS_COMMAND) == 0) {
        in.id(1);
      }
      correlationHigh = in.idHigh;
      correlationLow = in.idLow;
      if ((flags & SAME_CORRELATION) == 0) {
        in.id(1);
        correlationHigh = in.idHigh;
        correlationLow = in.idLow;
      }
      if ((flags & SAME_ACTOR) == 0) {
        in.skipText();
      }
    }
    ofReservation = false;
    for (int left = in.count(); left > 0; left--) {
      event();
    }
    book.entryEnds();
    if (decision) {
      book.decided(commandHigh, commandLow, ofReservation);
    }
  }

  private void event() {
    int type = in.octet();
    switch (type) {
      case 1 -> {}
      case 2 -> {
        in.skipText();
        in.skipText();
        in.octet();
      }
      case 3 -> {
        in.skipText();
        in.skipText();
        in.skipText();
        in.number();
        in.octet();
      }
      case 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 25 -> reservation(type);
      case 10 -> moved();
      case 18 -> sourcing();
      case 19 -> book.promises().expires(in.text(book.skus()), in.text(book.lots()), in.signed());
      case 20 -> {
        book.promises().hold(in.text(book.skus()), in.text(book.lots()), in.octet() == 1);
        in.skipText();
      }
      case 21, 22, 23, 24 -> skipLogistics(type);
      default -> throw new AuditException("an event of type " + type, null);
    }
  }

  /// Kits, counting, and goods on their way: nothing on hand and nothing promised changes.
  private void skipLogistics(int type) {
    switch (type) {
      case 21 -> {
        in.skipText();
        in.octet();
        for (int left = in.count(); left > 0; left--) {
          in.skipText();
          in.signed();
          in.skipText();
        }
      }
      case 22 -> {
        in.signed();
        in.signed();
      }
      case 23 -> {
        in.id(1);
        in.skipText();
        in.skipText();
        in.skipText();
        in.octet();
        in.number();
      }
      default -> {
        in.id(1);
        in.octet();
        in.skipText();
        in.skipText();
        in.skipText();
        in.number();
        in.signed();
      }
    }
  }

  private void reservation(int type) {
    id();
    long high = in.idHigh;
    long low = in.idLow;
    id();
    boolean first = in.number() == 1;
    switch (type) {
      case 4 -> reserved(high, low);
      case 5 -> rejected();
      case 6 -> {
        in.skipText();
        freed(high, low, true);
      }
      case 7 -> freed(high, low, true);
      case 8 -> {
        in.octet();
        freed(high, low, true);
      }
      case 9 -> {
        id();
        freed(high, low, in.octet() == 1);
        if (version >= 3) {
          skipWaiting();
        }
      }
      case 11 -> waits(high, low, first);
      case 12 -> {
        in.number();
        in.octet();
        allocations(book.known(high, low), 1);
        skipExplanation();
      }
      case 13 -> book.known(high, low);
      case 25 -> {
        book.known(high, low);
        id();
      }
      case 14 -> in.signed();
      case 15 -> in.number();
      case 16 -> reallocated(high, low);
      default -> {
        in.skipText();
        skipShortages();
      }
    }
  }

  private void reserved(long high, long low) {
    ofReservation = true;
    book.reserved++;
    int channel = in.text(book.promises().channels());
    if (version >= 3) {
      in.skipText();
      in.skipText();
    }
    in.number();
    in.signed();
    in.number();
    int reservation = book.begin(high, low);
    book.ofChannel(reservation, channel);
    allocations(reservation, 1);
    if (version >= 3) {
      skipShortages();
    }
    skipExplanation();
  }

  /// The order waits for units; it may have got some before, in the same decision.
  private void waits(long high, long low, boolean first) {
    ofReservation |= first;
    int reservation = first ? book.begin(high, low) : book.known(high, low);
    book.ofChannel(reservation, in.text(book.promises().channels()));
    in.skipText();
    in.skipText();
    in.number();
    in.signed();
    in.number();
    skipWaiting();
  }

  private void reallocated(long high, long low) {
    in.skipText();
    in.number();
    int reservation = book.known(high, low);
    allocations(reservation, -1);
    allocations(reservation, 1);
    skipExplanation();
  }

  private void rejected() {
    ofReservation = true;
    book.rejected++;
    in.octet();
    skipShortages();
    if (version >= 6) {
      skipExplanation();
    }
  }

  private void sourcing() {
    in.number();
    if (in.octet() == 1) {
      rules();
    }
    for (int left = in.count(); left > 0; left--) {
      book.keep(in.text(book.skus()), in.text(book.places()), in.number());
    }
    for (int left = in.count(); left > 0; left--) {
      int sku = in.text(book.skus());
      var channels = book.promises().channels();
      book.promises().fence(sku, channels.text(in.text(channels)), in.number());
    }
  }

  private void rules() {
    var rules = new ArrayList<PromiseBook.Rule>();
    var channels = book.promises().channels();
    for (int left = in.count(); left > 0; left--) {
      var channel = channels.text(in.text(channels));
      int countries = in.count();
      for (int each = countries; each > 0; each--) {
        in.skipText();
      }
      boolean anyServiceLevel = in.isEmptyText();
      var places = new HashSet<Integer>();
      for (int sources = in.count(); sources > 0; sources--) {
        places.add(in.text(book.places()));
        in.signed();
      }
      rules.add(new PromiseBook.Rule(channel, countries == 0 && anyServiceLevel, places));
    }
    book.promises().rule(rules);
    skipTextsWithNumbers();
  }

  private void skipTextsWithNumbers() {
    for (int left = in.count(); left > 0; left--) {
      in.skipText();
      in.signed();
    }
  }

  private void skipShortages() {
    for (int left = in.count(); left > 0; left--) {
      in.skipText();
      in.number();
      in.number();
    }
  }

  private void skipWaiting() {
    for (int left = in.count(); left > 0; left--) {
      in.skipText();
      in.skipText();
      in.number();
      if (version >= 5) {
        in.signed();
      }
    }
  }

  private void skipExplanation() {
    for (int left = in.count(); left > 0; left--) {
      in.skipText();
      in.octet();
    }
  }

  private void freed(long high, long low, boolean ends) {
    int reservation = book.known(high, low);
    allocations(reservation, -1);
    if (ends) {
      book.end(reservation);
    }
  }

  private void allocations(int reservation, int sign) {
    int count = in.count();
    boolean ofLots = version >= 4 && (count & 1) != 0;
    for (int left = version >= 4 ? count >> 1 : count; left > 0; left--) {
      in.skipText();
      int sku = in.text(book.skus());
      int place = in.text(book.places());
      int lot = ofLots ? in.text(book.lots()) : StockBook.NO_LOT;
      book.allocate(reservation, sku, place, lot, sign * in.number());
    }
  }

  private void moved() {
    long number = in.number();
    int sku = in.text(book.skus());
    int place = in.text(book.places());
    int lot = version >= 4 ? in.text(book.lots()) : StockBook.NO_LOT;
    in.octet();
    long quantity = in.signed();
    int status = in.octet();
    in.skipText();
    in.octet();
    id();
    id();
    in.signed();
    in.signed();
    book.move(sku, place, lot, status, quantity, number);
  }

  private void id() {
    if (version == 1) {
      in.id(1);
      return;
    }
    int first = in.count();
    switch (first) {
      case COMMAND_ID -> {
        in.idHigh = commandHigh;
        in.idLow = commandLow;
      }
      case CORRELATION_ID -> {
        in.idHigh = correlationHigh;
        in.idLow = correlationLow;
      }
      default -> in.idFrom(first, IDS_FROM);
    }
  }
}
