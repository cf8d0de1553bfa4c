package dev.onhand.platform.http;

import dev.onhand.platform.message.Json;
import dev.onhand.platform.sql.Sql;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.Transactions;
import dev.onhand.platform.work.Work;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/// Runs the body of a REST request as a transaction, with the caller as actor.
@RequestScoped
public class Requests {
  private static final String KEY_HEADER = "Idempotency-Key";
  private static final int KEY_LENGTH_MAX = 200;

  private final Transactions transactions;
  private final SecurityIdentity identity;
  private final HttpHeaders headers;
  private final UriInfo uri;

  Requests(Transactions transactions, SecurityIdentity identity, HttpHeaders headers, UriInfo uri) {
    this.transactions = transactions;
    this.identity = identity;
    this.headers = headers;
    this.uri = uri;
  }

  /// Who asks: the token's principal, `anonymous` on the open endpoints.
  public String actor() {
    return identity.isAnonymous() ? "anonymous" : identity.getPrincipal().getName();
  }

  /// The cause of a request: its `X-Correlation-Id`, or a new one.
  public Cause cause() {
    var given = headers.getHeaderString("X-Correlation-Id");
    var id = UUID.randomUUID().toString();
    var correlation = given == null || given.isBlank() || given.length() > 100 ? id : given;
    return new Cause(actor(), correlation, "http:" + id, Instant.now());
  }

  /// Reads, or runs a command that is idempotent by itself (PUT).
  public <T> T run(Transactions.Body<T> body) {
    return transactions.run(cause(), body);
  }

  /// Runs a POST. With an `Idempotency-Key`, the answer is stored in the same transaction: the
  /// same key with the same body gets it again, with another body 422. Keys are kept for 7 days.
  public Response post(Object requestBody, Transactions.Body<Answer> body) {
    var key = headers.getHeaderString(KEY_HEADER);
    if (key == null) return response(transactions.run(cause(), body));
    if (key.isBlank() || key.length() > KEY_LENGTH_MAX) {
      throw Problems.invalid(KEY_HEADER, "send 1 to " + KEY_LENGTH_MAX + " characters");
    }
    var request = uri.getPath();
    var hash = hash(Json.write(requestBody));
    return transactions.run(
        cause(),
        work -> {
          if (!claim(work, key, request, hash)) return stored(work, key, request, hash);
          var answer = body.run(work);
          keep(work, key, answer);
          return response(answer);
        });
  }

  /// A concurrent request with the same key waits here until the first has committed.
  private boolean claim(Work work, String key, String request, String hash) throws SQLException {
    var sql =
        "insert into idempotency (principal, key, request, body_hash) values (?, ?, ?, ?)"
            + " on conflict do nothing";
    return Sql.update(work.connection(), sql, actor(), key, request, hash) == 1;
  }

  private Response stored(Work work, String key, String request, String hash) throws SQLException {
    var sql =
        "select request, body_hash, status, location, body from idempotency"
            + " where principal = ? and key = ?";
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setString(1, actor());
      statement.setString(2, key);
      try (var result = statement.executeQuery()) {
        if (!result.next()) throw new SQLException("the key is gone: try again", "40001");
        if (!result.getString(1).equals(request) || !result.getString(2).equals(hash)) {
          throw Problems.of(
              422,
              "Idempotency-Key reused",
              "The key was used for another request; use a new key.");
        }
        return response(result.getInt(3), result.getString(4), result.getString(5));
      }
    }
  }

  private void keep(Work work, String key, Answer answer) throws SQLException {
    var sql =
        "update idempotency set status = ?, location = ?, body = ?"
            + " where principal = ? and key = ?";
    var body = Json.write(answer.body());
    Sql.update(work.connection(), sql, answer.status(), answer.location(), body, actor(), key);
  }

  private static Response response(Answer answer) {
    return response(answer.status(), answer.location(), Json.write(answer.body()));
  }

  private static Response response(int status, String location, String body) {
    var response = Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
    if (location != null) response.location(URI.create(location));
    return response.build();
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
