package dev.onhand.order.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// What a partner is answered about its interchanges: a 997 for each functional group, or a TA1 for
/// an interchange that is broken as a whole. An acknowledgement is never acknowledged. Pure.
public final class X12Acknowledgements {
  private static final String ACKNOWLEDGEMENTS = "FA";

  private X12Acknowledgements() {}

  /// How one part of the document ended, in the order of [ChannelFormat#parts]. `supported` is
  /// false for a transaction set that nobody here reads; `field` is the place of a defect, or null.
  public record Verdict(boolean accepted, boolean supported, String field) {}

  /// A transaction set and how it ended.
  record Told(X12Reader.Transaction transaction, Verdict verdict) {
    /// A (accepted), P (some of them) or R (rejected).
    static String code(List<Told> all) {
      long accepted = accepted(all);
      if (accepted == all.size()) return "A";
      return accepted == 0 ? "R" : "P";
    }

    static long accepted(List<Told> all) {
      return all.stream().filter(t -> t.verdict().accepted()).count();
    }
  }

  /// The answer to one interchange, without its control numbers yet.
  public static final class Answer {
    private final X12Reader.Segment isa;
    private final Map<X12Reader.Segment, List<Told>> groups;

    /// `groups` by their GS; none when the interchange is broken as a whole.
    private Answer(X12Reader.Segment isa, Map<X12Reader.Segment, List<Told>> groups) {
      this.isa = isa;
      this.groups = groups;
    }

    /// Of the interchange that is answered.
    public String controlNumber() {
      return isa.element(13);
    }

    /// A (accepted), P (in part) or R (rejected).
    public String code() {
      if (groups.isEmpty()) return "R";
      return Told.code(groups.values().stream().flatMap(List::stream).toList());
    }

    /// How many control numbers it takes: its own and one for each group.
    public int numbers() {
      return 1 + groups.size();
    }

    /// As an interchange of its own. `numbers` gives control numbers from 1 to 999,999,999, each of
    /// which no partner sees twice.
    public String document(Instant now, LongSupplier numbers) {
      var writer = new X12Writer(isa, now, numbers.getAsLong());
      if (groups.isEmpty()) writer.broken();
      groups.forEach((gs, told) -> writer.group(gs, told, numbers.getAsLong()));
      return writer.text();
    }
  }

  /// None for a document that is no interchange at all.
  public static List<Answer> of(byte[] document, List<Verdict> verdicts) {
    List<X12Reader.Interchange> interchanges;
    try {
      interchanges = X12Reader.read(document);
    } catch (Refusal refusal) {
      return List.of();
    }
    var answers = new ArrayList<Answer>();
    var each = verdicts.iterator();
    for (var interchange : interchanges) {
      if (interchange.refusal() != null) {
        if (each.hasNext()) each.next();
        if (interchange.isa() != null) answers.add(new Answer(interchange.isa(), Map.of()));
        continue;
      }
      var groups = groups(interchange.transactions(), each);
      if (!groups.isEmpty()) answers.add(new Answer(interchange.isa(), groups));
    }
    return answers;
  }

  private static Map<X12Reader.Segment, List<Told>> groups(
      List<X12Reader.Transaction> transactions, Iterator<Verdict> verdicts) {
    var groups = new LinkedHashMap<X12Reader.Segment, List<Told>>();
    for (var transaction : transactions) {
      if (!verdicts.hasNext()) break;
      var told = new Told(transaction, verdicts.next());
      if (transaction.gs().element(1).equals(ACKNOWLEDGEMENTS)) continue;
      groups.computeIfAbsent(transaction.gs(), _ -> new ArrayList<>()).add(told);
    }
    return groups;
  }
}
