package dev.onhand.ledger;

import dev.onhand.ledger.RandomBusiness.Sent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Messages as a platform may deliver them.
final class Shuffle {

  private Shuffle() {}

  /// Any interleaving that keeps the order within each topic and subject, with repeats of what was
  /// sent before.
  static List<Sent> of(List<Sent> day, Random random) {
    Map<String, Deque<Sent>> lines = new LinkedHashMap<>();
    day.forEach(sent -> lines.computeIfAbsent(sent.line(), _ -> new ArrayDeque<>()).add(sent));
    List<Deque<Sent>> open = new ArrayList<>(lines.values());
    List<Sent> order = new ArrayList<>();
    while (!open.isEmpty()) {
      if (!order.isEmpty() && random.nextInt(4) == 0) {
        order.add(order.get(random.nextInt(order.size())));
        continue;
      }
      Deque<Sent> line = open.get(random.nextInt(open.size()));
      order.add(line.poll());
      if (line.isEmpty()) {
        open.remove(line);
      }
    }
    return order;
  }
}
