package dev.onhand.ledger.journal;

import dev.onhand.ledger.journal.JournalEvent.EntryPosted;
import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Proves the journal of one entity: numbers are dense, each hash follows from the one before and
/// the entry's rows, and the rows say what the event log says. Reads in pages, so memory does not
/// grow with the journal.
final class Verification {

  static final int PAGE_ENTRIES = 1_000;

  /// @param entries how many were proved
  /// @param endHash hash of the last proved entry: kept elsewhere, it shows later that nothing
  ///     before it was changed
  /// @param firstDivergence null when all is well
  record Report(
      String entity, boolean ok, long entries, String endHash, Divergence firstDivergence) {}

  record Divergence(long number, UUID entryId, String what) {}

  private final Connection connection;
  private final String entity;
  private String hash = HashChain.START;
  private long number;

  Verification(Connection connection, String entity) {
    this.connection = connection;
    this.entity = entity;
  }

  Report run() throws SQLException {
    for (List<StoredEntry> page = page(); !page.isEmpty(); page = page()) {
      Map<UUID, EntryPosted> events = events(page);
      for (StoredEntry stored : page) {
        String wrong = wrong(stored, events.get(stored.entryId()));
        if (wrong != null) {
          return report(new Divergence(stored.number(), stored.entryId(), wrong));
        }
        number = stored.number();
        hash = stored.hash();
      }
    }
    return report(wrongAtTheEnd());
  }

  private Report report(Divergence divergence) {
    return new Report(entity, divergence == null, number, hash, divergence);
  }

  private String wrong(StoredEntry stored, EntryPosted event) {
    if (stored.number() != number + 1) {
      return "entry " + (number + 1) + " is missing";
    }
    if (!stored.previousHash().equals(hash)) {
      return "does not build on the hash of the entry before";
    }
    if (!stored.entryId().equals(stored.entry().entryId())) {
      return "its id does not follow from its cause";
    }
    if (!stored.hash().equals(chained(stored.entry(), stored))) {
      return "its content does not give its hash";
    }
    if (event == null) {
      return "the event log does not have it";
    }
    return stored.hash().equals(chained(event.entry(), stored))
        ? null
        : "the event log has other content";
  }

  private String chained(JournalEntry entry, StoredEntry at) {
    return HashChain.next(hash, at.number(), entry, at.postedAt());
  }

  /// The chain's end says how far it goes: without it, the last entries could vanish unseen.
  private Divergence wrongAtTheEnd() throws SQLException {
    String sql = "select number, hash from journal_chain where entity = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, entity);
      try (var result = statement.executeQuery()) {
        boolean ends =
            result.next() && result.getLong(1) == number && result.getString(2).equals(hash);
        return ends
            ? null
            : new Divergence(number + 1, null, "entries at the end of the chain are missing");
      }
    }
  }

  private List<StoredEntry> page() throws SQLException {
    String sql =
        "select "
            + StoredEntry.COLUMNS
            + " from journal_entry e where e.entity = ? and e.number > ?"
            + " order by e.number limit ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, entity);
      statement.setLong(2, number);
      statement.setInt(3, PAGE_ENTRIES);
      return StoredEntry.read(statement);
    }
  }

  private Map<UUID, EntryPosted> events(List<StoredEntry> page) throws SQLException {
    String sql = "select stream, data from event where stream = any(?)";
    String prefix = Journal.ENTRY.kind() + "/";
    Map<UUID, EntryPosted> events = new HashMap<>();
    try (var statement = connection.prepareStatement(sql)) {
      Object[] streams = page.stream().map(stored -> prefix + stored.entryId()).toArray();
      statement.setArray(1, connection.createArrayOf("text", streams));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          byte[] json = result.getString(2).getBytes(StandardCharsets.UTF_8);
          events.put(
              UUID.fromString(result.getString(1).substring(prefix.length())),
              Json.read(json, EntryPosted.class));
        }
      }
    }
    return events;
  }
}
