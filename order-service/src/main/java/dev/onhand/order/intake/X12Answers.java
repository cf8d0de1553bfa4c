package dev.onhand.order.intake;

import dev.onhand.order.channel.Reading;
import dev.onhand.order.channel.X12Acknowledgements;
import dev.onhand.order.page.PagedRows;
import dev.onhand.order.shop.Shop;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.sql.Sql;
import dev.onhand.platform.work.Work;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Acknowledgements of X12 interchanges: kept to be fetched, and published for the adapter that
/// sends them.
final class X12Answers {
  private static final String TYPE = "order.InterchangeAcknowledged.v1";

  private X12Answers() {}

  /// The payload of `order.InterchangeAcknowledged.v1`.
  record InterchangeAcknowledged(
      String channel,
      String shop,
      String controlNumber,
      String code,
      String document,
      Instant at) {}

  /// An answer as it is kept.
  public record KeptAnswer(
      long id, String shop, String controlNumber, String code, String document, Instant at) {}

  /// Answers each interchange of a document by what became of its parts. Nothing is answered to a
  /// document too large to be kept: its control number is not known.
  static void acknowledge(Work work, Shop shop, byte[] document, List<Outcome> outcomes)
      throws SQLException {
    if (document == null) return;
    var answers =
        X12Acknowledgements.of(document, outcomes.stream().map(X12Answers::verdict).toList());
    if (answers.isEmpty()) return;
    int needed = answers.stream().mapToInt(X12Acknowledgements.Answer::numbers).sum();
    var numbers = new ArrayDeque<>(numbers(work.connection(), needed));
    for (var answer : answers) {
      var told =
          new InterchangeAcknowledged(
              shop.channel(),
              shop.shop(),
              answer.controlNumber(),
              answer.code(),
              answer.document(work.now(), numbers::removeFirst),
              work.now());
      keep(work, told);
      var subject = "%s/%s/%s".formatted(told.channel(), told.shop(), told.controlNumber());
      work.effect(Effect.publish("order.events", subject, TYPE, told));
    }
  }

  private static X12Acknowledgements.Verdict verdict(Outcome outcome) {
    var supported = !Reading.SkipReason.OTHER_DOCUMENT.name().equals(outcome.reason());
    return new X12Acknowledgements.Verdict(
        supported && outcome.kind() != Outcome.Kind.REFUSED, supported, outcome.field());
  }

  private static List<Long> numbers(Connection connection, int count) throws SQLException {
    var sql = "select nextval('x12_control_number') from generate_series(1, ?)";
    try (var statement = Sql.prepare(connection, sql, count);
        var row = statement.executeQuery()) {
      var numbers = new ArrayList<Long>();
      while (row.next()) numbers.add(row.getLong(1));
      return numbers;
    }
  }

  private static void keep(Work work, InterchangeAcknowledged told) throws SQLException {
    Sql.update(
        work.connection(),
        "insert into x12_acknowledgement (shop, control_number, code, document, at)"
            + " values (?, ?, ?, ?, ?)",
        told.shop(),
        told.controlNumber(),
        told.code(),
        told.document(),
        told.at());
  }

  /// Of one shop, oldest first; `controlNumber` may be null, `after` is the last id of the page
  /// before.
  static Page<KeptAnswer> list(
      Connection connection, String shop, String controlNumber, Long after, int limit)
      throws SQLException {
    var sql =
        """
        select id, shop, control_number, code, document, at from x12_acknowledgement
        where shop = ? and id > ? and (?::text is null or control_number = ?)
        order by id limit ?
        """;
    return PagedRows.read(
        connection,
        X12Answers::kept,
        a -> String.valueOf(a.id()),
        limit,
        sql,
        shop,
        after == null ? 0L : after,
        controlNumber,
        controlNumber);
  }

  private static KeptAnswer kept(ResultSet row) throws SQLException {
    return new KeptAnswer(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        PagedRows.instant(row, 6));
  }
}
