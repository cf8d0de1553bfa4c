package dev.onhand.ledger;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.testkit.Contracts;
import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.OpenApi;
import dev.onhand.testkit.OutboxCapture;
import dev.onhand.testkit.TestMessage;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The service on a real database and a real broker.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class LedgerServiceIT {

  private static final String ACCOUNTANT = TestTokens.token("accountant");

  private static final String CONTROLLER = TestTokens.token("controller");

  private Messages messages;
  private OutboxCapture outbox;
  private Senders senders;
  private Trade trade;

  @BeforeEach
  void connect() {
    messages = Messages.connect();
    outbox = OutboxCapture.install();
    senders = new Senders(messages);
    trade = new Trade(senders);
  }

  @AfterEach
  void close() {
    messages.close();
  }

  @Test
  void the_published_openapi_document_is_what_the_service_answers() {
    OpenApi.assertIsCurrent("ledger-service");
  }

  @Test
  void a_trade_from_purchase_to_refund_is_in_the_books() {
    senders.send("inventory.items", trade.item("6.00"));
    senders.send("procurement.events", trade.receiptRecorded("6.00"), trade.invoiced());
    senders.send("order.events", trade.received(), trade.accepted(), trade.paid());
    senders.send("fulfillment.events", trade.shipped());
    senders.send("inventory.movements", trade.goodsIn(10), trade.goodsOut(2), trade.goodsBack(1));
    senders.send("order.events", trade.refundGranted());
    senders.send(Senders.PAYMENTS, trade.refunded());

    awaitEntriesOfOrder(6);
    get("/profit-and-loss?by=channel")
        .body(of("grossMargin.amount"), equalTo("9.00"))
        .body(of("netRevenue.amount"), equalTo("15.00"))
        .body(of("costOfSales.amount"), equalTo("6.00"));
    get("/stock-value?pool=" + trade.pool)
        .body("items", hasSize(1))
        .body("items[0].quantity", equalTo(9))
        .body("items[0].value.amount", equalTo("54.00"))
        .body("items[0].average", equalTo("6.000000"))
        .body("totals[0].amount", equalTo("54.00"));
    get("/journal-entries?causeId=" + trade.purchaseOrder + "/INV-1")
        .body("items[0].postings.account", contains("2100", "5100", "2000"))
        .body("items[0].postings.amount.amount", contains("60.00", "2.00", "62.00"));
    get("/trial-balance").body("balanced", equalTo(true));
    get("/journal/verify").body("ok", equalTo(true)).body("firstDivergence", nullValue());
  }

  @Test
  void each_entry_is_published_as_promised() {
    senders.send("order.events", trade.received(), trade.accepted(), trade.paid());
    awaitEntriesOfOrder(1);
    String id = get("/journal-entries?orderId=" + trade.order).extract().path("items[0].entryId");

    TestMessage published = outbox.awaitOne("ledger.JournalEntryPosted.v1", id);
    assertEquals("ledger.events", published.topic());
    assertEquals(id, published.key());
    assertEquals(1, published.sequence());
    assertEquals(trade.channel, published.json().at("/postings/0/channel").asText());
    Contracts.assertValid("ledger-service", published.type(), published.text());
    get("/journal-entries/" + id)
        .body("causeType", equalTo("order.PaymentReceived"))
        .body("hash", notNullValue())
        .body("ruleVersion", equalTo(1));
  }

  @Test
  void what_comes_before_its_cause_waits_and_comes_out_the_same() throws SQLException {
    senders.send("inventory.movements", trade.goodsIn(10), trade.goodsOut(2));
    senders.send("fulfillment.events", trade.shipped());
    senders.send(Senders.PAYMENTS, trade.captured("29.75"));
    await().until(() -> parked() == 4);
    get("/journal-entries?orderId=" + trade.order).body("items", hasSize(0));

    senders.send("procurement.events", trade.receiptRecorded("6.00"));
    await().until(() -> parked() == 2);
    get("/stock-value?sku=" + trade.sku).body("items[0].quantity", equalTo(8));
    get("/journal-entries?orderId=" + trade.order).body("items", hasSize(0));
    senders.send("order.events", trade.received(), trade.accepted());

    awaitEntriesOfOrder(3);
    assertEquals(0, parked());
    get("/profit-and-loss?by=channel")
        .body(of("grossMargin.amount"), equalTo("13.00"))
        .body(of("operatingExpenses.amount"), equalTo("0.60"));
    assertEquals("0 0", balanceOfOrder());
  }

  @Test
  void told_many_times_a_fact_is_booked_once() throws SQLException {
    TestMessage received = trade.received();
    TestMessage accepted = trade.accepted();
    TestMessage paid = trade.paid();
    TestMessage shipped = trade.shipped();
    senders.send("order.events", received, accepted, received, paid, paid, accepted);
    senders.send("fulfillment.events", shipped, shipped);
    awaitEntriesOfOrder(2);

    // the provider sends the same capture under a new message id as well
    TestMessage captured = trade.captured("5.00");
    senders.send(Senders.PAYMENTS, captured, captured, trade.captured("5.00"));
    senders.send("fulfillment.events", shipped);
    awaitEntriesOfOrder(3);
    senders.send("order.events", trade.refundGranted());
    awaitEntriesOfOrder(4);
    assertEquals("500 0", balanceOfOrder());
  }

  @Test
  void a_cause_told_again_with_other_content_waits_for_a_person() throws SQLException {
    senders.send("order.events", trade.received());
    senders.send(Senders.PAYMENTS, trade.captured("5.00"), trade.captured("6.00"));
    await()
        .until(
            () ->
                number(
                        "select count(*) from open_exception where subject = ?",
                        "payment.PaymentCaptured/cap-" + trade.order)
                    == 1);
    awaitEntriesOfOrder(1);
    assertEquals("500 0", balanceOfOrder());
  }

  @Test
  void stock_the_books_begin_with_waits_for_the_cost_of_its_item() throws SQLException {
    senders.send("inventory.movements", trade.opening(40));
    await().until(() -> parked() == 1);
    senders.send("inventory.items", trade.item("2.50"));
    await()
        .untilAsserted(
            () ->
                get("/stock-value?sku=" + trade.sku)
                    .body("items[0].value.amount", equalTo("100.00")));
  }

  @Test
  void a_trial_balance_of_an_earlier_time_leaves_out_what_came_later() {
    senders.send("order.events", trade.received(), trade.accepted(), trade.paid());
    awaitEntriesOfOrder(1);
    String cash = "accounts.find { it.account == '1100' && it.currency == 'EUR' }.debit.amount";
    String now = get("/trial-balance?asOf=2026-03-02T12:00:00Z").extract().path(cash);
    String day = get("/trial-balance?asOf=2026-03-31").extract().path(cash);
    String whole = get("/trial-balance").extract().path(cash);
    assertEquals(whole, now);
    assertEquals(whole, day);
    String before = get("/trial-balance?asOf=2026-02-28").extract().path(cash);
    get("/trial-balance?asOf=2026-03-02T11:59:59Z").body(cash, equalTo(before));
    assertNotEquals(whole, before);
  }

  @Test
  void a_closed_month_stays_as_it_was_and_late_facts_go_to_the_next() {
    senders.send("order.events", trade.received(), trade.accepted());
    senders.send("order.events", trade.on("2019-11-20T10:00:00Z").paid());
    awaitEntriesOfOrder(1);
    as(ACCOUNTANT, "/periods").statusCode(200);
    post(ACCOUNTANT, "/periods/2019-11/close", null).statusCode(403);
    post(CONTROLLER, "/periods/2019-11/close", null)
        .statusCode(200)
        .body("closedThrough", equalTo("2019-11"))
        .body("history[0].by", equalTo("test-controller"));
    String november = get("/trial-balance?asOf=2019-11-30").extract().asString();

    senders.send("fulfillment.events", trade.shipped());
    awaitEntriesOfOrder(2);
    get("/journal-entries?account=4000&orderId=" + trade.order)
        .body("items[0].effectiveAt", equalTo("2019-11-20T10:00:00Z"))
        .body("items[0].period", equalTo("2019-12"));
    assertEquals(november, get("/trial-balance?asOf=2019-11-30").extract().asString());
    get("/journal/verify").body("ok", equalTo(true));

    post(CONTROLLER, "/periods/2020-02/close", null)
        .statusCode(409)
        .body("reason", equalTo("NOT_THE_NEXT_MONTH"));
    post(CONTROLLER, "/periods/2019-11/reopen", "{}").statusCode(400);
    post(CONTROLLER, "/periods/2019-11/reopen", "{\"reason\":\"an invoice was missed\"}")
        .statusCode(200)
        .body("closedThrough", equalTo("2019-10"))
        .body("history.change", contains("CLOSED", "REOPENED"));
  }

  @Test
  void a_changed_entry_is_found() throws SQLException {
    senders.send("order.events", trade.received(), trade.accepted(), trade.paid());
    awaitEntriesOfOrder(1);
    Integer number =
        get("/journal-entries?orderId=" + trade.order).extract().path("items[0].number");
    String change = "update posting set channel = ? where entity = 'main' and number = " + number;
    tamper(change, "elsewhere");
    get("/journal/verify")
        .body("ok", equalTo(false))
        .body("firstDivergence.number", equalTo(number))
        .body("firstDivergence.what", equalTo("its content does not give its hash"));
    tamper(change, trade.channel);
    get("/journal/verify").body("ok", equalTo(true));
  }

  @Test
  void the_journal_cannot_be_changed_by_the_way() throws SQLException {
    try (var connection = Infrastructure.start().connect();
        var statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "delete from journal_entry",
              "update posting set amount_minor = amount_minor + 1",
              "truncate journal_entry")) {
        SQLException refused = assertThrows(SQLException.class, () -> statement.execute(sql));
        assertEquals("42501", refused.getSQLState());
      }
    }
  }

  @Test
  void the_books_are_for_those_who_keep_them() {
    for (String path :
        List.of(
            "/accounts",
            "/trial-balance",
            "/journal-entries",
            "/journal-entries/" + UUID.randomUUID(),
            "/journal/verify",
            "/stock-value",
            "/profit-and-loss")) {
      given().get(path).then().statusCode(401);
      as(TestTokens.token("warehouse"), path).statusCode(403);
      as(TestTokens.as("eve").roles("accountant").signedWithForeignKey(), path).statusCode(401);
    }
    as(TestTokens.token("analyst"), "/accounts").statusCode(200).body("code", hasItem("1300"));
    as(TestTokens.token("controller"), "/trial-balance").statusCode(200);
  }

  @Test
  void questions_that_cannot_be_answered_say_what_to_ask_instead() {
    as(ACCOUNTANT, "/trial-balance?asOf=yesterday").statusCode(400).body("field", equalTo("asOf"));
    as(ACCOUNTANT, "/profit-and-loss?by=moon").statusCode(400).body("field", equalTo("by"));
    as(ACCOUNTANT, "/profit-and-loss?from=March").statusCode(400).body("field", equalTo("from"));
    as(ACCOUNTANT, "/stock-value?after=x").statusCode(400).body("field", equalTo("after"));
    as(ACCOUNTANT, "/journal-entries?limit=100000").statusCode(400);
    as(ACCOUNTANT, "/journal-entries/" + UUID.randomUUID()).statusCode(404);
  }

  @Test
  void a_list_is_read_page_by_page() {
    senders.send("order.events", trade.received(), trade.accepted(), trade.paid());
    awaitEntriesOfOrder(1); // of two topics, or the shipment could be booked first: on receivables
    senders.send("fulfillment.events", trade.shipped());
    awaitEntriesOfOrder(2);
    String next =
        get("/journal-entries?limit=1&orderId=" + trade.order)
            .body("items", hasSize(1))
            .extract()
            .path("next");
    get("/journal-entries?limit=1&orderId=" + trade.order + "&after=" + next)
        .body("items", hasSize(1))
        .body("next", nullValue());
    get("/journal-entries?account=2200&orderId=" + trade.order).body("items", hasSize(2));
    get("/journal-entries?account=4000&orderId=" + trade.order).body("items", hasSize(1));
  }

  private String of(String field) {
    return "statements.find { it.channel == '" + trade.channel + "' }." + field;
  }

  private void awaitEntriesOfOrder(int count) {
    await()
        .untilAsserted(
            () -> get("/journal-entries?orderId=" + trade.order).body("items", hasSize(count)));
  }

  private static ValidatableResponse get(String path) {
    return as(ACCOUNTANT, path).statusCode(200);
  }

  private static ValidatableResponse as(String token, String path) {
    return given().auth().oauth2(token).get(path).then();
  }

  private static ValidatableResponse post(String token, String path, String json) {
    var request = given().auth().oauth2(token).contentType("application/json");
    return (json == null ? request : request.body(json)).post(path).then();
  }

  /// Deposit and receivable of the order, in cents.
  private String balanceOfOrder() throws SQLException {
    return number("select deposit_minor from order_balance where order_id = ?", trade.order)
        + " "
        + number("select receivable_minor from order_balance where order_id = ?", trade.order);
  }

  private long parked() throws SQLException {
    String pattern = "%" + trade.sku + "%";
    return number("select count(*) from parked where convert_from(payload, 'UTF8') like ?", pattern)
        + number(
            "select count(*) from parked where topic = 'payment.events' and subject = ?",
            trade.order);
  }

  private static long number(String sql, String parameter) throws SQLException {
    try (var connection = Infrastructure.start().connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (var result = statement.executeQuery()) {
        return result.next() ? result.getLong(1) : 0;
      }
    }
  }

  private static void tamper(String sql, String value) throws SQLException {
    try (var connection = Infrastructure.start().connect();
        var statement = connection.createStatement()) {
      statement.execute("alter table posting disable trigger posting_append_only");
      try (var change = connection.prepareStatement(sql)) {
        change.setString(1, value);
        change.executeUpdate();
      }
      statement.execute("alter table posting enable trigger posting_append_only");
    }
  }
}
