package dev.onhand.platform;

import static dev.onhand.platform.Tables.count;
import static dev.onhand.platform.Tables.execute;
import static dev.onhand.platform.Tables.texts;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.OutboxCapture;
import dev.onhand.testkit.TestMessage;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole of the platform on a real broker and a real database, through a tiny service.
///
/// * Messages in: `Inbox`, `InboxBatch`, `Received`, `Message`, `Seen`, `InboxSettings`,
///   `InboxCounts`, `ParkingLot`, `DeadLetters`, `DeadLetterResource`.
/// * One transaction: `Transactions`, `Work`, `WorkSession`, `WorkFlush`, `Cause`, `EventStore`,
///   `Projection`, `Outbox`, `Rows`, `TimerTable`, `Backoff`.
/// * On the clock: `Timers`, `Timer`, `Housekeeping`.
/// * For people and operators: `ExceptionQueue`, `ExceptionResource`, `Republish`,
///   `RepublishResource`, `ProblemMapper`, `ProblemResponses`, `JsonProducer`, `MoneyModule`.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class PlatformIT {
  private static final String OPERATOR = TestTokens.token("operator");
  private static final String PLANNER = TestTokens.token("planner");

  private final String id = UUID.randomUUID().toString();
  private Messages messages;
  private OutboxCapture outbox;

  @BeforeEach
  void connect() {
    messages = Messages.connect();
    outbox = OutboxCapture.install();
  }

  @AfterEach
  void close() {
    messages.close();
  }

  private TestMessage add(long amount, String note) {
    return TestMessage.of("sample.Add.v1", id, new Tally.Add(id, amount, note));
  }

  private TestMessage negative() {
    var json = "{\"tallyId\":\"" + id + "\",\"amount\":-4}";
    return TestMessage.of("sample.Add.v1", id, json);
  }

  @Test
  void what_is_decided_is_stored_projected_and_published_with_a_dense_sequence() {
    for (int i = 1; i <= 3; i++) messages.send("inside", add(i, "n").fromService(i));

    awaitSum(6);
    assertEquals(List.of(1L, 2L, 3L), longs("select version from event where stream = ?"));
    assertEquals(List.of(6L), longs("select sum from tally where 'tally/' || id = ?"));
    var published = outbox.about(id, "sample.Added.v1");
    assertEquals(List.of(1L, 2L, 3L), published.stream().map(TestMessage::sequence).toList());
  }

  @Test
  void a_message_of_a_service_delivered_five_times_counts_once() {
    var message = add(7, "n").fromService(1);
    for (int i = 0; i < 5; i++) messages.send("inside", message);
    messages.send("inside", add(1, "n").fromService(2));

    awaitSum(8);
    assertEquals(2, outbox.about(id).size());
  }

  @Test
  void a_message_from_outside_delivered_five_times_counts_once() {
    var message = add(7, "n");
    for (int i = 0; i < 5; i++) messages.send("outside", message);
    messages.send("outside", add(1, "n"));

    awaitSum(8);
  }

  @Test
  void an_outside_sender_cannot_choose_the_actor() {
    messages.send("outside", add(7, "n").with("ce_actor", "admin"));
    awaitSum(7);
    assertEquals(
        1,
        count(
            "select count(*) from event where actor = 'topic:outside'"
                + " and stream = 'tally/"
                + id
                + "'"));
  }

  @Test
  void a_gap_in_a_sequence_raises_an_exception_and_goes_on() {
    messages.send("inside", add(1, "n").fromService(1), add(2, "n").fromService(4));

    awaitSum(3);
    await().until(() -> openExceptions("SEQUENCE_GAP", "inside/" + id) == 1);
  }

  @Test
  void what_cannot_be_read_becomes_a_dead_letter_and_the_next_message_is_processed() {
    var truncated = "{\"tallyId\":\"x\",".getBytes(StandardCharsets.UTF_8);
    messages.send("inside", add(1, "n").fromService(1).carrying(truncated));
    messages.send("inside", negative().fromService(2));
    messages.send("inside", add(9, "n").fromService(3));

    awaitSum(9);
    assertEquals(List.of("MALFORMED_JSON", "SCHEMA_VIOLATION"), deadLetters());
    assertArrayEquals(truncated, payloadOf("MALFORMED_JSON"));
  }

  @Test
  void text_that_the_database_cannot_store_becomes_a_dead_letter_alone() {
    messages.send("inside", add(1, "before").fromService(1));
    var poison = ("{\"tallyId\":\"" + id + "\",\"amount\":2,\"note\":\"a\\u0000b\"}");
    messages.send(
        "inside",
        add(1, "n").fromService(2).carrying(poison.getBytes(StandardCharsets.UTF_8)),
        add(4, "a backslash and \\u0000").fromService(3));

    awaitSum(5);
    assertEquals(List.of("CONTENT_CANNOT_BE_STORED"), deadLetters());
  }

  @Test
  void a_handler_that_fails_takes_only_its_own_message_down() {
    messages.send(
        "inside",
        add(1, "n").fromService(1),
        add(2, "explode").fromService(2),
        add(4, "n").fromService(3));

    awaitSum(5);
    assertEquals(List.of("HANDLER_FAILED"), deadLetters());
  }

  @Test
  void undeclared_types_are_skipped_and_unknown_versions_refused() {
    messages.send(
        "inside",
        add(1, "n").fromService(1).with("ce_type", "sample.Other.v1"),
        add(2, "n").fromService(2).with("ce_type", "sample.Add.v9"),
        add(4, "n").fromService(3));

    awaitSum(4);
    assertEquals(List.of("UNKNOWN_VERSION"), deadLetters());
  }

  @Test
  void a_message_without_an_envelope_is_refused() {
    messages.send("inside", add(1, "n").fromService(1).with("ce_id", null));
    messages.send("inside", add(4, "n").fromService(1));

    awaitSum(4);
    assertEquals(List.of("NOT_A_CLOUDEVENT"), deadLetters());
  }

  @Test
  void an_id_that_no_database_stores_is_refused_and_the_next_message_is_processed() {
    messages.send("outside", add(1, "n").with("ce_id", "a\0b"));
    messages.send("outside", add(1, "n").with("ce_subject", "\0"));
    messages.send("outside", add(4, "n"));

    awaitSum(4);
    assertEquals(List.of("NOT_A_CLOUDEVENT", "NOT_A_CLOUDEVENT"), deadLetters());
  }

  @Test
  void messages_of_one_batch_are_looked_at_together_and_written_together() {
    for (int i = 1; i <= 5; i++) {
      messages.send("outside", TestMessage.of("sample.Count.v1", id, id + "/" + i));
    }
    messages.send("outside", add(1, "n"));

    awaitSum(1);
    assertEquals(
        List.of("1", "2", "3", "4", "5"),
        texts(
            "select split_part(note, '/', 2) from counted where note like '"
                + id
                + "%' order by 1"));
  }

  @Test
  void what_comes_too_early_is_parked_with_all_behind_it_and_goes_on_in_order() {
    var later = TestMessage.of("sample.AddLater.v1", id, new Tally.Add(id, 10, "early"));
    messages.send("outside", later, add(20, "behind"));
    await().until(() -> count("select count(*) from parked where subject = '" + id + "'") == 2);

    messages.send("inside", add(1, "first").fromService(1));

    awaitSum(31);
    var notes =
        "select data ->> 'note' from event where stream = 'tally/" + id + "' order by version";
    assertEquals(List.of("first", "early", "behind"), texts(notes));
    assertEquals(0, count("select count(*) from parked where subject = '" + id + "'"));
  }

  @Test
  void a_large_backlog_of_early_messages_goes_on_in_order_and_nothing_stays_behind() {
    int subjects = 300;
    for (int s = 0; s < subjects; s++) {
      for (int n = 1; n <= 3; n++) {
        var add = new Tally.Add(id + s, 1, "n" + n);
        messages.send("outside", TestMessage.of("sample.AddLater.v1", id + s, add));
      }
    }
    var parked = "select count(*) from parked where subject like '" + id + "%'";
    await().atMost(Duration.ofSeconds(20)).until(() -> count(parked) == 3L * subjects);

    for (int s = 0; s < subjects; s++) {
      var first = new Tally.Add(id + s, 1, "n0");
      messages.send("inside", TestMessage.of("sample.Add.v1", id + s, first).fromService(1));
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> count(parked) == 0);
    var inOrder =
        "select count(*) from event where stream like 'tally/"
            + id
            + "%'"
            + " and data ->> 'note' = 'n' || (version - 1)";
    assertEquals(4L * subjects, count(inOrder));
  }

  @Test
  void a_database_that_goes_away_for_a_moment_loses_nothing() throws SQLException {
    for (int i = 1; i <= 50; i++) {
      messages.send("inside", add(1, "n").fromService(i));
      if (i % 10 == 0) {
        execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
                + " where pid <> pg_backend_pid() and usename = current_user"
                + " and backend_type = 'client backend'");
      }
    }
    awaitSum(50);
    assertEquals(List.of(), deadLetters());
  }

  @Test
  void a_due_timer_fires_once_and_a_cancelled_one_never() {
    messages.send("inside", add(1, "remind").fromService(1));

    awaitSum(6);
    assertEquals(0, count("select count(*) from timer where key = '" + id + "'"));
    assertEquals(2, count("select count(*) from event where stream = 'tally/" + id + "'"));
  }

  @Test
  void a_post_with_the_same_key_and_body_is_replayed_and_another_body_refused() {
    var key = UUID.randomUUID().toString();
    for (int i = 0; i < 3; i++) {
      post(new Tally.Add(id, 3, "n"), key).statusCode(201).body("sum", equalTo(3));
    }
    post(new Tally.Add(id, 4, "n"), key).statusCode(422);
    post(new Tally.Add(id, 4, "n"), null).statusCode(201).body("sum", equalTo(7));
  }

  @Test
  void concurrent_posts_with_one_key_have_one_effect() throws Exception {
    var key = UUID.randomUUID().toString();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 8)
              .mapToObj(
                  _ ->
                      pool.submit(
                          () -> post(new Tally.Add(id, 3, "n"), key).extract().statusCode()))
              .toList();
      for (var call : calls) assertEquals(201, call.get());
    }
    assertEquals(1, count("select count(*) from event where stream = 'tally/" + id + "'"));
  }

  @Test
  void writers_that_race_for_one_stream_all_succeed_and_versions_stay_dense() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 20)
              .mapToObj(
                  _ ->
                      pool.submit(
                          () -> post(new Tally.Add(id, 1, "n"), null).extract().statusCode()))
              .toList();
      for (var call : calls) assertEquals(201, call.get());
    }
    var expected = IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).toList();
    assertEquals(expected, longs("select version from event where stream = ? order by 1"));
    var sequences = outbox.about(id).stream().map(TestMessage::sequence).sorted().toList();
    assertEquals(expected, sequences);
  }

  @Test
  void a_refused_command_is_a_problem_that_names_the_rule() {
    post(new Tally.Add(id, 1_001, "n"), null)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("reason", equalTo("LIMIT_EXCEEDED"))
        .body("detail", equalTo("add at most 1000"));
  }

  @Test
  void an_invalid_body_is_a_problem_that_names_the_field() {
    given()
        .auth()
        .oauth2(PLANNER)
        .contentType("application/json")
        .body("{\"tallyId\":\"" + id + "\",\"amount\":-1}")
        .post("/tallies")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo("amount"));
  }

  @Test
  void a_dead_letter_can_be_inspected_corrected_and_run_again() {
    messages.send("inside", negative().fromService(1));
    await().until(() -> deadLetters().size() == 1);
    long letter = longs("select id from dead_letter where key = split_part(?, '/', 2)").getFirst();

    given()
        .auth()
        .oauth2(OPERATOR)
        .get("/dead-letters/" + letter)
        .then()
        .statusCode(200)
        .body("deadLetter.reason", equalTo("SCHEMA_VIOLATION"))
        .body("headers.ce_subject", equalTo(id));
    given()
        .auth()
        .oauth2(OPERATOR)
        .contentType("application/json")
        .body("{\"payload\":{\"tallyId\":\"" + id + "\",\"amount\":4}}")
        .post("/dead-letters/" + letter + "/rerun")
        .then()
        .statusCode(200)
        .body("status", equalTo("RERUN"));

    awaitSum(4);
  }

  @Test
  void an_exception_is_raised_assigned_and_resolved_with_a_message_each() {
    post(new Tally.Add(id, 1, "ask"), null).statusCode(201);
    var exception = "sample/ASKED/" + id;
    exceptions("assign", "{\"exceptionId\":\"" + exception + "\",\"assignTo\":\"kim\"}");
    exceptions("resolve", "{\"exceptionId\":\"" + exception + "\",\"resolution\":\"done\"}");

    var types = outbox.about(exception).stream().map(TestMessage::type).toList();
    assertEquals(
        List.of(
            "sample.ExceptionRaised.v1",
            "sample.ExceptionAssigned.v1",
            "sample.ExceptionResolved.v1"),
        types);
    assertEquals(0, openExceptions("ASKED", id));
  }

  @Test
  void republishing_sends_the_same_ids_and_sequences_again() {
    for (int i = 1; i <= 3; i++) messages.send("inside", add(i, "n").fromService(i));
    awaitSum(6);
    long position = longs("select min(position) from event where stream = ?").getFirst();

    given().auth().oauth2(OPERATOR).post("/republish?from=" + position).then().statusCode(200);

    var sent = outbox.about(id);
    assertEquals(6, sent.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(sent.get(i).id(), sent.get(i + 3).id());
      assertEquals(sent.get(i).sequence(), sent.get(i + 3).sequence());
      assertArrayEquals(sent.get(i).value(), sent.get(i + 3).value());
    }
  }

  @Test
  void events_can_be_neither_changed_nor_deleted() {
    post(new Tally.Add(id, 1, "n"), null).statusCode(201);
    assertThrows(SQLException.class, () -> execute("update event set actor = 'me'"));
    assertThrows(SQLException.class, () -> execute("delete from event"));
    assertThrows(SQLException.class, () -> execute("truncate event"));
  }

  @Test
  void only_a_valid_token_with_the_role_is_let_in() {
    given().get("/tallies/" + id).then().statusCode(401);
    given()
        .auth()
        .oauth2(TestTokens.as("kim").roles("planner").signedWithForeignKey())
        .get("/tallies/" + id)
        .then()
        .statusCode(401);
    given()
        .auth()
        .oauth2(TestTokens.token("warehouse"))
        .get("/tallies/" + id)
        .then()
        .statusCode(403);
    given()
        .auth()
        .oauth2(PLANNER)
        .get("/tallies/" + id)
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    given().get("/q/metrics").then().statusCode(401);
    given().auth().oauth2(OPERATOR).get("/q/metrics").then().statusCode(200);
    given().get("/q/health").then().statusCode(200);
  }

  @Test
  void a_heartbeat_is_sent_every_second() {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> outbox.ofType("sample.Heartbeat.v1").size() >= 2);
  }

  private void exceptions(String action, String body) {
    given()
        .auth()
        .oauth2(OPERATOR)
        .contentType("application/json")
        .body(body)
        .post("/exceptions/" + action)
        .then()
        .statusCode(200);
  }

  private io.restassured.response.ValidatableResponse post(Tally.Add add, String key) {
    var request = given().auth().oauth2(PLANNER).contentType("application/json").body(add);
    if (key != null) request.header("Idempotency-Key", key);
    return request.post("/tallies").then();
  }

  private void awaitSum(long sum) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertEquals(
                    List.of(sum), longs("select sum from tally where 'tally/' || id = ?")));
  }

  private List<String> deadLetters() {
    return texts("select reason from dead_letter where key = '" + id + "' order by id");
  }

  private byte[] payloadOf(String reason) {
    try (var connection = Infrastructure.start().connect();
        var statement =
            connection.prepareStatement(
                "select payload from dead_letter where key = ? and reason = ?")) {
      statement.setString(1, id);
      statement.setString(2, reason);
      var result = statement.executeQuery();
      assertTrue(result.next());
      return result.getBytes(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long openExceptions(String kind, String subject) {
    return count(
        "select count(*) from open_exception where resolved_at is null and id = 'sample/"
            + kind
            + "/"
            + subject
            + "'");
  }

  /// The one parameter of the query is this test's stream.
  private List<Long> longs(String sql) {
    return texts(sql.replace("?", "'tally/" + id + "'")).stream().map(Long::valueOf).toList();
  }
}
