package dev.onhand.ledger.journal;

import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The journal, read: entries with their postings, and the proof that none was changed.
@Path("/")
@RolesAllowed({Roles.ACCOUNTANT, Roles.CONTROLLER, Roles.ANALYST})
public class JournalResource {

  private final Requests requests;

  JournalResource(Requests requests) {
    this.requests = requests;
  }

  /// An entry with its place in the journal.
  public record EntryView(
      String entity,
      long number,
      UUID entryId,
      String causeType,
      String causeId,
      String currency,
      String orderId,
      List<Posting> postings,
      Instant effectiveAt,
      YearMonth period,
      Instant postedAt,
      int ruleVersion,
      String previousHash,
      String hash) {

    static EntryView of(StoredEntry stored) {
      JournalEntry entry = stored.entry();
      return new EntryView(
          entry.entity(),
          stored.number(),
          stored.entryId(),
          entry.cause().type(),
          entry.cause().id(),
          entry.currency(),
          entry.orderId(),
          entry.postings(),
          entry.effectiveAt(),
          entry.period(),
          stored.postedAt(),
          entry.ruleVersion(),
          stored.previousHash(),
          stored.hash());
    }
  }

  /// Entries in the order of the journal, all conditions together; `after` is an entry's number.
  @GET
  @Path("journal-entries")
  public Page<EntryView> entries(
      @QueryParam("account") String account,
      @QueryParam("causeId") String causeId,
      @QueryParam("orderId") String orderId,
      @QueryParam("after") Long after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var filter = new Filter(account, causeId, orderId, after == null ? 0 : after);
    return requests.run(
        work ->
            Page.of(
                filter.read(work.connection(), size + 1),
                size,
                view -> Long.toString(view.number())));
  }

  /// One entry by its id, the same id as in JournalEntryPosted.
  @GET
  @Path("journal-entries/{id}")
  public EntryView entry(@PathParam("id") UUID id) {
    String sql = "select " + StoredEntry.COLUMNS + " from journal_entry e where e.entry_id = ?";
    return requests.run(
        work -> {
          try (var statement = work.connection().prepareStatement(sql)) {
            statement.setObject(1, id);
            return StoredEntry.read(statement).stream()
                .map(EntryView::of)
                .findFirst()
                .orElseThrow(() -> Problems.unknown("journal entry", id.toString()));
          }
        });
  }

  /// Walks the whole hash chain and compares it with the event log.
  @GET
  @Path("journal/verify")
  public Verification.Report verify() {
    return requests.run(
        work -> {
          // One snapshot for all pages: what is posted meanwhile is not half seen.
          try (var statement = work.connection().createStatement()) {
            statement.execute("set transaction isolation level repeatable read");
          }
          return new Verification(work.connection(), LegalEntity.MAIN.code()).run();
        });
  }

  private record Filter(String account, String causeId, String orderId, long after) {

    List<EntryView> read(Connection connection, int limit) throws SQLException {
      var sql = new StringBuilder("select " + StoredEntry.COLUMNS + " from journal_entry e");
      List<Object> values = new ArrayList<>();
      sql.append(" where e.entity = ? and e.number > ?");
      values.add(LegalEntity.MAIN.code());
      values.add(after);
      if (account != null) {
        sql.append(
            " and exists (select from posting p where p.entity = e.entity"
                + " and p.number = e.number and p.account = ?)");
        values.add(account);
      }
      if (causeId != null) {
        sql.append(" and e.cause_id = ?");
        values.add(causeId);
      }
      if (orderId != null) {
        sql.append(" and e.order_id = ?");
        values.add(orderId);
      }
      sql.append(" order by e.number limit ?");
      values.add(limit);
      try (var statement = connection.prepareStatement(sql.toString())) {
        for (int i = 0; i < values.size(); i++) {
          statement.setObject(i + 1, values.get(i));
        }
        return StoredEntry.read(statement).stream().map(EntryView::of).toList();
      }
    }
  }
}
