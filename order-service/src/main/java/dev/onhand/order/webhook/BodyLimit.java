package dev.onhand.order.webhook;

import dev.onhand.platform.http.Problems;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Only a webhook's body is read as a stream, so only there a large one may be begun. All other
/// requests say their length beforehand, and it is at most 2 MiB.
final class BodyLimit {
  private static final String WEBHOOKS = "/webhooks/";
  private static final long BYTES_MAX = 2L * 1_048_576;

  @ServerRequestFilter(preMatching = true)
  void limit(ContainerRequestContext request) {
    if (request.getUriInfo().getPath().startsWith(WEBHOOKS)) return;
    var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    if (length == null && request.getHeaderString("Transfer-Encoding") != null) {
      throw Problems.of(411, "Length required", "Send Content-Length.");
    }
    // the server has refused what is not a number; more than 18 digits are too many in any case
    if (length != null && (length.length() > 18 || Long.parseLong(length) > BYTES_MAX)) {
      throw Problems.of(413, "Too large", "Send at most " + BYTES_MAX + " bytes.");
    }
  }
}
