package dev.onhand.bench.stock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;

/// A seeded stream of orders with its opening stock, in arrays. Its digests are those of the same
/// stream written as CSV (`id,sku,quantity[,sku,quantity]…` and `sku,location,units`, a line
/// each), so that another generator's files can be compared with it.
final class OrderStream {
  private static final int REPEATED_FROM_MAX = 1_000;
  private static final int CALIBRATED_WITH_MAX = 100_000;

  private final OrderShape shape;
  private final SplitMix random;

  /// The order of each command; more commands than orders where some are repeated.
  private final int[] ids;

  /// Where the lines of command i begin in [#data]; they end where those of i + 1 begin.
  private final int[] from;

  /// Item and quantity, by turns.
  private int[] data;

  private final int[] stock;

  /// The commands that repeat none.
  private final BitSet firsts = new BitSet();

  private int distinct;

  private OrderStream(OrderShape shape) {
    if (shape.skus() < shape.linesMax()) {
      throw new IllegalArgumentException("fewer items than lines: lines have distinct items");
    }
    this.shape = shape;
    random = new SplitMix(shape.seed());
    ids = new int[shape.orders()];
    from = new int[shape.orders() + 1];
    data = new int[4 * shape.orders() + 64];
    generate();
    data = Arrays.copyOf(data, from[shape.orders()]);
    stock = shape.scarce() ? scarceStock() : fullStock();
  }

  static OrderStream of(OrderShape shape) {
    return new OrderStream(shape);
  }

  OrderShape shape() {
    return shape;
  }

  int commands() {
    return ids.length;
  }

  /// How many different orders there are.
  int distinct() {
    return distinct;
  }

  int id(int command) {
    return ids[command];
  }

  int lines(int command) {
    return (from[command + 1] - from[command]) / 2;
  }

  int sku(int command, int line) {
    return data[from[command] + 2 * line];
  }

  int quantity(int command, int line) {
    return data[from[command] + 2 * line + 1];
  }

  int stock(int sku, int location) {
    return stock[sku * shape.locations() + location];
  }

  double linesPerCommand() {
    return data.length / 2.0 / ids.length;
  }

  private void generate() {
    var popularity = new Popularity(shape.skus(), shape.zipf());
    int[] newest = new int[REPEATED_FROM_MAX];
    for (int command = 0; command < ids.length; command++) {
      if (shape.duplicates() > 0 && distinct > 0 && random.share() < shape.duplicates()) {
        int back = random.below(Math.min(distinct, REPEATED_FROM_MAX));
        repeat(command, newest[(distinct - 1 - back) % REPEATED_FROM_MAX]);
      } else {
        draw(command, popularity);
        newest[distinct % REPEATED_FROM_MAX] = command;
        firsts.set(command);
        ids[command] = distinct++;
      }
    }
  }

  private void repeat(int command, int earlier) {
    int length = from[earlier + 1] - from[earlier];
    room(from[command] + length);
    System.arraycopy(data, from[earlier], data, from[command], length);
    from[command + 1] = from[command] + length;
    ids[command] = ids[earlier];
  }

  private void draw(int command, Popularity popularity) {
    boolean hot = shape.hot() > 0 && random.share() < shape.hot();
    int lines = hot ? 1 : 1 + random.below(shape.linesMax());
    int at = from[command];
    room(at + 2 * lines);
    for (int line = 0; line < lines; line++) {
      int sku = hot ? 0 : popularity.draw(random);
      while (!hot && isIn(command, line, sku)) {
        sku = popularity.draw(random);
      }
      data[at++] = sku;
      data[at++] = shape.quantityMax() == 1 ? 1 : 1 + random.below(shape.quantityMax());
    }
    from[command + 1] = at;
  }

  private boolean isIn(int command, int lines, int sku) {
    for (int line = 0; line < lines; line++) {
      if (sku(command, line) == sku) {
        return true;
      }
    }
    return false;
  }

  private void room(int needed) {
    if (needed > data.length) {
      data = Arrays.copyOf(data, Math.max(needed, data.length * 2));
    }
  }

  private int[] fullStock() {
    int[] full = new int[shape.skus() * shape.locations()];
    Arrays.fill(full, shape.onHand());
    return full;
  }

  /// As many scarce items as are needed for the wished share of rejected orders, by bisection.
  private int[] scarceStock() {
    int[] candidates = scarceCandidates();
    int least = 0;
    int most = candidates.length;
    while (least < most) {
      int middle = (least + most) >>> 1;
      if (rejected(scarceStock(candidates, middle)) < shape.rejected()) {
        least = middle + 1;
      } else {
        most = middle;
      }
    }
    return scarceStock(candidates, least);
  }

  /// All items in a random order, without those in more than one of twenty orders: they would make
  /// the share jump.
  private int[] scarceCandidates() {
    int[] occurs = new int[shape.skus()];
    int calibrated = calibrated();
    for (int command = 0; command < calibrated; command++) {
      for (int line = 0; line < lines(command) && isFirst(command); line++) {
        occurs[sku(command, line)]++;
      }
    }
    int[] candidates = new int[shape.skus()];
    int count = 0;
    for (int sku = 0; sku < shape.skus(); sku++) {
      if (occurs[sku] <= 0.05 * calibrated) {
        candidates[count++] = sku;
      }
    }
    for (int i = count - 1; i > 0; i--) {
      int other = random.below(i + 1);
      int kept = candidates[i];
      candidates[i] = candidates[other];
      candidates[other] = kept;
    }
    return Arrays.copyOf(candidates, count);
  }

  private int calibrated() {
    return Math.min(ids.length, CALIBRATED_WITH_MAX);
  }

  private boolean isFirst(int command) {
    return firsts.get(command);
  }

  /// Three of four scarce items have nothing, the fourth has 1 to 5 units at each location.
  private int[] scarceStock(int[] candidates, int count) {
    int[] scarce = fullStock();
    for (int i = 0; i < count; i++) {
      for (int location = 0; location < shape.locations(); location++) {
        scarce[candidates[i] * shape.locations() + location] =
            i % 4 == 3 ? 1 + (i / 4 + location) % 5 : 0;
      }
    }
    return scarce;
  }

  private double rejected(int[] units) {
    long[] available = new long[shape.skus()];
    for (int i = 0; i < units.length; i++) {
      available[i / shape.locations()] += units[i];
    }
    int decided = 0;
    int refused = 0;
    for (int command = 0; command < calibrated(); command++) {
      if (isFirst(command)) {
        decided++;
        refused += take(command, available) ? 0 : 1;
      }
    }
    return decided == 0 ? 0 : refused / (double) decided;
  }

  private boolean take(int command, long[] available) {
    for (int line = 0; line < lines(command); line++) {
      if (available[sku(command, line)] < quantity(command, line)) {
        return false;
      }
    }
    for (int line = 0; line < lines(command); line++) {
      available[sku(command, line)] -= quantity(command, line);
    }
    return true;
  }

  /// SHA-256 of the orders as CSV.
  String ordersDigest() {
    var digest = sha256();
    var text = new StringBuilder();
    for (int command = 0; command < ids.length; command++) {
      text.setLength(0);
      text.append(ids[command]);
      for (int i = from[command]; i < from[command + 1]; i++) {
        text.append(',').append(data[i]);
      }
      digest.update(text.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// SHA-256 of the opening stock as CSV.
  String stockDigest() {
    var digest = sha256();
    for (int i = 0; i < stock.length; i++) {
      var line = "%d,%d,%d\n".formatted(i / shape.locations(), i % shape.locations(), stock[i]);
      digest.update(line.getBytes(StandardCharsets.US_ASCII));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
