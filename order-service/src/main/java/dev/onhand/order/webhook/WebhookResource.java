package dev.onhand.order.webhook;

import dev.onhand.order.channel.Defect;
import dev.onhand.order.channel.Reading;
import dev.onhand.order.channel.ShopifyDocuments;
import dev.onhand.order.intake.ChannelIntake;
import dev.onhand.order.intake.Document;
import dev.onhand.order.intake.Outcome;
import dev.onhand.order.intake.WebhookLetter;
import dev.onhand.order.shop.Shop;
import dev.onhand.order.shop.Shops;
import dev.onhand.platform.http.HttpProblem;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.Transactions;
import dev.onhand.platform.work.Work;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Where Shopify delivers its webhooks.
@Path("/webhooks/shopify/{shop}")
public class WebhookResource {
  private static final String SIGNATURE = "X-Shopify-Hmac-SHA256";
  private static final String TOPIC = "X-Shopify-Topic";
  private static final String DELIVERY = "X-Shopify-Webhook-Id";
  private static final int HEADER_LENGTH_MAX = 200;

  private final Transactions transactions;

  WebhookResource(Transactions transactions) {
    this.transactions = transactions;
  }

  /// Authenticated by its signature alone. 200 with the outcome, 202 when the document is refused
  /// (a dead letter keeps it), 401 when the signature is missing or wrong, 413 beyond 32 MiB, 415
  /// for an encoded body.
  @POST
  @PermitAll
  @Blocking
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Response deliver(
      @PathParam("shop") String name, @Context HttpHeaders headers, InputStream stream)
      throws IOException {
    requireUnencoded(headers);
    var given = headers.getRequestHeader(SIGNATURE);
    if (given == null || given.size() != 1 || given.getFirst().isBlank()) throw unauthenticated();
    var shop = find(name);
    var body = read(stream, shop);
    if (!body.isSignedAs(given.getFirst()) || shop == null) throw unauthenticated();
    var outcome = take(shop, headers, body);
    var status = outcome.kind() == Outcome.Kind.REFUSED ? 202 : 200;
    return Response.status(status).entity(outcome).build();
  }

  private static void requireUnencoded(HttpHeaders headers) {
    var encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw Problems.of(
          415, "Unsupported encoding", "Send the body as it was signed, without encoding.");
    }
  }

  private static HttpProblem unauthenticated() {
    return Problems.of(
        401,
        "Unauthenticated",
        "Send one " + SIGNATURE + ": base64 of HMAC-SHA256 over the raw body.");
  }

  private Shop find(String name) {
    if (name.length() > HEADER_LENGTH_MAX || name.indexOf('\0') >= 0) return null;
    var cause = new Cause("webhook", "webhook", "webhook", Instant.now());
    return transactions.run(
        cause, work -> Shops.find(work.connection(), ShopifyDocuments.CHANNEL, name));
  }

  /// An unknown shop costs the same and is told the same as a wrong signature.
  private static SignedBody read(InputStream stream, Shop shop) throws IOException {
    var secret = shop == null ? UUID.randomUUID().toString() : shop.secret();
    try {
      return SignedBody.read(stream == null ? InputStream.nullInputStream() : stream, secret);
    } catch (SignedBody.Endless e) {
      throw Problems.of(
          413, "Too large", "A document has at most " + SignedBody.HELD_MAX + " bytes.");
    }
  }

  private Outcome take(Shop shop, HttpHeaders headers, SignedBody body) {
    var topic = header(headers, TOPIC);
    var delivery = header(headers, DELIVERY);
    var document =
        new Document(
            shop.channel(),
            shop.shop(),
            "/webhooks/shopify/" + shop.shop(),
            delivery,
            body.bytes(),
            body.length(),
            body.sha256());
    var reading = body.bytes() == null ? tooLarge(body) : reading(body.bytes(), shop, topic);
    var correlation =
        reading instanceof Reading.Order read ? read.order().key().orderId() : body.sha256();
    var actor = "shop:" + shop.channel() + "/" + shop.shop();
    var causation = "webhook:" + (delivery == null ? body.sha256() : delivery);
    return transactions.run(
        new Cause(actor, correlation, causation, Instant.now()),
        work -> take(work, shop, document, reading, kept(topic)));
  }

  private static Outcome take(
      Work work, Shop shop, Document document, Reading reading, Map<String, String> headers)
      throws SQLException {
    var outcome = ChannelIntake.take(work, document, reading, shop.pool());
    if (outcome.kind() == Outcome.Kind.REFUSED) {
      WebhookLetter.add(work, document, headers, outcome);
    }
    return outcome;
  }

  private static Reading reading(byte[] body, Shop shop, String topic) {
    if (topic != null && !ShopifyDocuments.ORDER_TOPICS.contains(topic)) {
      return new Reading.Skipped(Reading.SkipReason.OTHER_DOCUMENT, "topic " + topic);
    }
    return ShopifyDocuments.read(body, shop.shop(), shop.orderType());
  }

  private static Reading tooLarge(SignedBody body) {
    return new Reading.Refused(
        Defect.TOO_LARGE, "", body.length() + " bytes, at most " + SignedBody.HELD_MAX);
  }

  private static String header(HttpHeaders headers, String name) {
    var value = headers.getHeaderString(name);
    if (value == null || value.isBlank()) return null;
    return value.substring(0, Math.min(value.length(), HEADER_LENGTH_MAX));
  }

  private static Map<String, String> kept(String topic) {
    var kept = new LinkedHashMap<String, String>();
    if (topic != null) kept.put(TOPIC.toLowerCase(java.util.Locale.ROOT), topic);
    return kept;
  }
}
