package dev.onhand.returns.customerreturn;

import dev.onhand.returns.policy.ReturnPolicy.Grade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/// What warehouses report about returned goods. Pieces of one line are added up and put in order,
/// so that the same report is equal to itself however it was written.
final class Goods {
  private Goods() {}

  record Line(String lineId, String sku, long quantity) {}

  record GradedLine(String lineId, String sku, long quantity, Grade grade) {}

  record Receipt(String locationId, List<Line> lines, Instant receivedAt) {
    Receipt {
      var sums = new TreeMap<String, Line>();
      for (var line : lines) {
        sums.merge(
            line.lineId() + "\n" + line.sku(),
            line,
            (a, b) -> new Line(a.lineId(), a.sku(), Math.addExact(a.quantity(), b.quantity())));
      }
      lines = List.copyOf(sums.values());
    }
  }

  record Inspection(List<GradedLine> lines, Instant inspectedAt) {
    Inspection {
      var sums = new TreeMap<String, GradedLine>();
      for (var line : lines) {
        sums.merge(
            line.lineId() + "\n" + line.sku() + "\n" + line.grade(),
            line,
            (a, b) ->
                new GradedLine(
                    a.lineId(), a.sku(), Math.addExact(a.quantity(), b.quantity()), a.grade()));
      }
      lines = List.copyOf(sums.values());
    }

    /// Without grades: quantities by line.
    List<Line> ungraded() {
      var sums = new LinkedHashMap<String, Line>();
      for (var line : lines) {
        sums.merge(
            line.lineId() + "\n" + line.sku(),
            new Line(line.lineId(), line.sku(), line.quantity()),
            (a, b) -> new Line(a.lineId(), a.sku(), Math.addExact(a.quantity(), b.quantity())));
      }
      return new ArrayList<>(sums.values());
    }
  }
}
