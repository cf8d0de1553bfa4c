package dev.onhand.platform.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal on HTTP as problem details (RFC 9457): status, title, detail, and members of its own
/// such as `field`, `fix` or `reason`. Made by [Problems].
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  private final int status;
  private final String title;
  private final transient Map<String, String> members;

  HttpProblem(int status, String title, String detail, Map<String, String> members) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.members = Map.copyOf(members);
  }

  public int status() {
    return status;
  }

  Response toResponse() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("status", status);
    body.put("title", title);
    body.put("detail", getMessage());
    body.putAll(members);
    return Response.status(status).type(MEDIA_TYPE).entity(body).build();
  }
}
