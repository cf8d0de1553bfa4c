package dev.onhand.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.onhand.platform.message.InvalidMessage;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every failure of a request is answered as problem details (RFC 9457). What the caller can mend
/// is named; what it cannot has an id that is in the log.
public final class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final int BEFORE_THE_DEFAULT = 1;

  @ServerExceptionMapper
  public Response problem(HttpProblem e) {
    return e.toResponse();
  }

  @ServerExceptionMapper
  public Response invalid(InvalidMessage e) {
    return Problems.invalid(e.field(), e.fix()).toResponse();
  }

  /// Jackson wraps what a record's constructor throws; the reader wraps that once more.
  @ServerExceptionMapper
  public Response unreadable(WebApplicationException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      switch (cause) {
        case InvalidMessage invalid -> {
          return invalid(invalid);
        }
        case HttpProblem problem -> {
          return problem.toResponse();
        }
        case JsonMappingException mapping when !(mapping.getCause() instanceof InvalidMessage) -> {
          return unreadable(mapping);
        }
        case JsonProcessingException json when !(json instanceof JsonMappingException) -> {
          return unreadable(json);
        }
        default -> {}
      }
    }
    var status = e.getResponse().getStatusInfo();
    return Problems.of(status.getStatusCode(), status.getReasonPhrase(), e.getMessage())
        .toResponse();
  }

  @ServerExceptionMapper(priority = BEFORE_THE_DEFAULT)
  public Response unreadable(JsonMappingException e) {
    if (e.getCause() instanceof InvalidMessage invalid) return invalid(invalid);
    var field = new StringBuilder();
    for (var step : e.getPath()) {
      if (step.getFieldName() == null) field.append('[').append(step.getIndex()).append(']');
      else field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
    }
    return Problems.invalid(field.toString(), e.getOriginalMessage()).toResponse();
  }

  @ServerExceptionMapper(priority = BEFORE_THE_DEFAULT)
  public Response unreadable(JsonProcessingException e) {
    return Problems.invalid("", "send valid JSON: " + e.getOriginalMessage()).toResponse();
  }

  @ServerExceptionMapper(
      value = {UnauthorizedException.class, AuthenticationFailedException.class},
      priority = BEFORE_THE_DEFAULT)
  public Response unauthenticated() {
    var problem =
        Problems.of(
            401, "Unauthorized", "Send a valid bearer token: Authorization: Bearer <token>.");
    var response = problem.toResponse();
    response.getHeaders().add(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return response;
  }

  @ServerExceptionMapper(value = ForbiddenException.class, priority = BEFORE_THE_DEFAULT)
  public Response forbidden() {
    return Problems.of(403, "Forbidden", "The token lacks the role that this endpoint needs.")
        .toResponse();
  }

  @ServerExceptionMapper
  public Response failed(Throwable e) {
    var id = UUID.randomUUID();
    LOG.errorf(e, "request failed, id %s", id);
    return Problems.of(500, "Internal error", "Ask the operator for log entry " + id + ".")
        .toResponse();
  }
}
