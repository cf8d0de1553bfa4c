package dev.onhand.order.intake;

import dev.onhand.order.channel.ChannelFormat;
import dev.onhand.order.shop.Shops;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Require;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What came from the channels and what became of it.
@Path("/channel-documents")
public class DocumentResource {
  private final Requests requests;

  DocumentResource(Requests requests) {
    this.requests = requests;
  }

  /// One outcome per order of the document, in its order.
  public record Taken(List<Outcome> outcomes) {}

  /// Takes a document of a channel that signs nothing: what an adapter fetched or was sent. Always
  /// 200 once it is kept: what cannot be taken has the outcome REFUSED and a dead letter.
  @POST
  @Path("/{channel}/{shop}")
  @RolesAllowed(Roles.CHANNEL)
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Taken take(
      @PathParam("channel") String channel, @PathParam("shop") String name, InputStream stream)
      throws IOException {
    // a stream, or JSON would be read by the mapper and not as it came
    var body = Require.present("body", stream).readAllBytes();
    var format = ChannelFormat.ofCode(channel);
    if (format == null) throw Problems.unknown("channel", channel);
    return requests.run(
        work -> {
          var shop = Shops.find(work.connection(), channel, name);
          if (shop == null) throw Problems.unknown("shop", channel + "/" + name);
          var source = "/channel-documents/" + channel + "/" + name;
          var document = Document.of(channel, name, source, null, body);
          var parts = format.parts(body, Receiving.sender(shop), null);
          return new Taken(Receiving.take(work, format, shop, document, parts, Map.of()));
        });
  }

  /// Newest first, without bodies.
  @GET
  @RolesAllowed({Roles.ORDER_CLERK, Roles.OPERATOR})
  public Page<ChannelDocuments.DocumentRow> list(
      @QueryParam("outcome") Outcome.Kind outcome,
      @QueryParam("orderId") UUID orderId,
      @QueryParam("after") Long after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var order = orderId == null ? null : orderId.toString();
    return requests.run(
        work -> ChannelDocuments.list(work.connection(), outcome, order, after, size));
  }

  /// The document as it came, with whatever is personal in it. None is kept of repeats, of what was
  /// skipped, and of people who were forgotten; what was refused is in the dead letters.
  @GET
  @Path("/{id}/body")
  @RolesAllowed(Roles.ORDER_CLERK)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public byte[] body(@PathParam("id") long id) {
    var body = requests.run(work -> ChannelDocuments.body(work, id));
    if (body == null) throw Problems.unknown("document body", String.valueOf(id));
    return body;
  }
}
