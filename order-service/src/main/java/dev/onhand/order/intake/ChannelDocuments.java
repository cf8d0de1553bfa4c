package dev.onhand.order.intake;

import dev.onhand.order.page.PagedRows;
import dev.onhand.order.person.Vault;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.sql.CopyRows;
import dev.onhand.platform.work.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// The register of documents. A body is kept only sealed with the customer's key: repeats are
/// known by their hash, and a refused one is whole in its dead letter.
final class ChannelDocuments implements Work.Part {
  private static final int DETAIL_LENGTH_MAX = 2_000;

  private final CopyRows taken = new CopyRows();

  private ChannelDocuments() {}

  /// A registered document, without its body.
  record DocumentRow(
      long id,
      String channel,
      String shop,
      String source,
      String deliveryId,
      Instant receivedAt,
      long bytes,
      String sha256,
      String orderId,
      Outcome.Kind outcome,
      String reason,
      String field,
      String detail) {}

  /// Registers a document; written with the others of its transaction.
  static void add(Work work, Document document, Vault.Key key, Outcome outcome) {
    var sealed = key != null && keepsBody(outcome.kind());
    work.part(ChannelDocuments.class, _ -> new ChannelDocuments())
        .taken
        .add(
            document.channel(),
            document.shop(),
            document.source(),
            storable(document.deliveryId()),
            work.now(),
            document.bytes(),
            document.sha256(),
            sealed ? key.seal(place(document), document.body()) : null,
            sealed ? key.customerId() : null,
            outcome.orderId(),
            outcome.kind().name(),
            outcome.reason(),
            storable(outcome.field()),
            storable(outcome.detail()));
  }

  @Override
  public void write(Connection connection) throws SQLException {
    taken.send(
        connection,
        "channel_document (channel, shop, source, delivery_id, received_at, bytes, sha256, body,"
            + " customer_id, order_id, outcome, reason, field, detail)");
  }

  private static boolean keepsBody(Outcome.Kind kind) {
    return switch (kind) {
      case ORDER, UPDATE, STALE, NOTED -> true;
      case DUPLICATE, WAITING, SKIPPED, REFUSED -> false;
    };
  }

  /// A body opens as what it was: its hash is its place.
  static String place(Document document) {
    return place(document.sha256());
  }

  private static String place(String sha256) {
    return "channel_document/" + sha256;
  }

  private static String storable(String text) {
    if (text == null) return null;
    var plain = text.replace("\0", "\\0");
    return plain.substring(0, Math.min(plain.length(), DETAIL_LENGTH_MAX));
  }

  /// A document's body, opened; null when none is kept, or the customer was forgotten.
  static byte[] body(Work work, long id) throws SQLException {
    var sql =
        "select sha256, body, customer_id from channel_document where id = ? and body is not null";
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setLong(1, id);
      return opened(work, statement);
    }
  }

  /// The body of the order's latest document that took effect, opened; null when there is none.
  static byte[] latestBody(Work work, String orderId) throws SQLException {
    var sql =
        """
        select sha256, body, customer_id from channel_document
        where order_id = ? and body is not null and outcome in ('ORDER', 'UPDATE')
        order by id desc limit 1
        """;
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setString(1, orderId);
      return opened(work, statement);
    }
  }

  private static byte[] opened(Work work, PreparedStatement statement) throws SQLException {
    try (var row = statement.executeQuery()) {
      if (!row.next()) return null;
      var customer = row.getString(3);
      var vault = Vault.of(work);
      if (customer == null || vault.isForgotten(customer)) return null;
      return vault.keyOf(customer).open(place(row.getString(1)), row.getBytes(2));
    }
  }

  /// Newest first; `outcome` and `orderId` may be null, `after` is the last id of the page before.
  static Page<DocumentRow> list(
      Connection connection, Outcome.Kind outcome, String orderId, Long after, int limit)
      throws SQLException {
    var sql =
        """
        select id, channel, shop, source, delivery_id, received_at, bytes, sha256, order_id,
          outcome, reason, field, detail
        from channel_document
        where id < ? and (?::text is null or outcome = ?) and (?::text is null or order_id = ?)
        order by id desc limit ?
        """;
    var kind = outcome == null ? null : outcome.name();
    return PagedRows.read(
        connection,
        ChannelDocuments::row,
        r -> String.valueOf(r.id()),
        limit,
        sql,
        after == null ? Long.MAX_VALUE : after,
        kind,
        kind,
        orderId,
        orderId);
  }

  private static DocumentRow row(ResultSet row) throws SQLException {
    return new DocumentRow(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        PagedRows.instant(row, 6),
        row.getLong(7),
        row.getString(8),
        row.getString(9),
        Outcome.Kind.valueOf(row.getString(10)),
        row.getString(11),
        row.getString(12),
        row.getString(13));
  }
}
