package dev.onhand.order.webhook;

import dev.onhand.order.channel.ChannelFormat;
import dev.onhand.order.channel.Defect;
import dev.onhand.order.channel.Part;
import dev.onhand.order.channel.Reading;
import dev.onhand.order.intake.Document;
import dev.onhand.order.intake.Outcome;
import dev.onhand.order.intake.Receiving;
import dev.onhand.order.shop.Shop;
import dev.onhand.order.shop.Shops;
import dev.onhand.platform.http.HttpProblem;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.Transactions;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Where channels deliver their webhooks.
@Path("/webhooks/{channel}/{shop}")
public class WebhookResource {
  private static final List<String> DELIVERIES =
      List.of("X-Shopify-Webhook-Id", "X-WC-Webhook-Delivery-ID");
  private static final int HEADER_LENGTH_MAX = 200;
  private static final int PING_BYTES_MAX = 100;

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
      @PathParam("channel") String channel,
      @PathParam("shop") String name,
      @Context HttpHeaders headers,
      InputStream stream)
      throws IOException {
    var format = ChannelFormat.ofCode(channel);
    if (format == null || format.signatureHeader() == null) {
      throw Problems.unknown("webhook of channel", channel);
    }
    requireUnencoded(headers);
    var given = headers.getRequestHeader(format.signatureHeader());
    if (given == null || given.isEmpty()) return unsigned(format, stream);
    if (given.size() != 1 || given.getFirst().isBlank()) throw unauthenticated(format);
    var shop = find(format, name);
    var body = read(stream, shop);
    if (!body.isSignedAs(given.getFirst()) || shop == null) throw unauthenticated(format);
    var outcome = take(format, shop, headers, body);
    var status = outcome.kind() == Outcome.Kind.REFUSED ? 202 : 200;
    return Response.status(status).entity(outcome).build();
  }

  /// A shop's first trial of a webhook is not signed; it changes nothing and nothing is kept.
  private static Response unsigned(ChannelFormat format, InputStream stream) throws IOException {
    var body = stream == null ? new byte[0] : stream.readNBytes(PING_BYTES_MAX + 1);
    if (!format.isPing(body)) throw unauthenticated(format);
    return Response.ok(Outcome.skipped(Reading.SkipReason.PING, "a trial of the webhook")).build();
  }

  private static void requireUnencoded(HttpHeaders headers) {
    var encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw Problems.of(
          415, "Unsupported encoding", "Send the body as it was signed, without encoding.");
    }
  }

  private static HttpProblem unauthenticated(ChannelFormat format) {
    return Problems.of(
        401,
        "Unauthenticated",
        "Send one " + format.signatureHeader() + ": base64 of HMAC-SHA256 over the raw body.");
  }

  private Shop find(ChannelFormat format, String name) {
    if (name.length() > HEADER_LENGTH_MAX || name.indexOf('\0') >= 0) return null;
    var cause = new Cause("webhook", "webhook", "webhook", Instant.now());
    return transactions.run(cause, work -> Shops.find(work.connection(), format.code(), name));
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

  private Outcome take(ChannelFormat format, Shop shop, HttpHeaders headers, SignedBody body) {
    var topic = header(headers, format.topicHeader());
    var delivery = delivery(headers);
    var document =
        new Document(
            shop.channel(),
            shop.shop(),
            "/webhooks/" + shop.channel() + "/" + shop.shop(),
            delivery,
            body.bytes(),
            body.length(),
            body.sha256());
    var parts =
        body.bytes() == null
            ? List.of(new Part(null, tooLarge(body)))
            : format.parts(body.bytes(), Receiving.sender(shop), topic);
    var correlation =
        parts.getFirst().reading() instanceof Reading.Order read
            ? read.order().key().orderId()
            : body.sha256();
    var actor = "shop:" + shop.channel() + "/" + shop.shop();
    var causation = "webhook:" + (delivery == null ? body.sha256() : delivery);
    var outcomes =
        transactions.run(
            new Cause(actor, correlation, causation, Instant.now()),
            work -> Receiving.take(work, format, shop, document, parts, kept(format, topic)));
    return outcomes.getFirst();
  }

  private static Reading tooLarge(SignedBody body) {
    return new Reading.Refused(
        Defect.TOO_LARGE, "", body.length() + " bytes, at most " + SignedBody.HELD_MAX);
  }

  private static String delivery(HttpHeaders headers) {
    for (var name : DELIVERIES) {
      var delivery = header(headers, name);
      if (delivery != null) return delivery;
    }
    return null;
  }

  private static String header(HttpHeaders headers, String name) {
    var value = headers.getHeaderString(name);
    if (value == null || value.isBlank()) return null;
    return value.substring(0, Math.min(value.length(), HEADER_LENGTH_MAX));
  }

  private static Map<String, String> kept(ChannelFormat format, String topic) {
    var kept = new LinkedHashMap<String, String>();
    if (topic != null) kept.put(format.topicHeader().toLowerCase(java.util.Locale.ROOT), topic);
    return kept;
  }
}
