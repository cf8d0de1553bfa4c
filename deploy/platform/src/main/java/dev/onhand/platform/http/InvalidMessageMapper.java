package dev.onhand.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.onhand.platform.message.InvalidMessage;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// A body that cannot be read is answered with the field and the fix.
public final class InvalidMessageMapper {
  @ServerExceptionMapper
  public Response invalid(InvalidMessage e) {
    return problem(e).toResponse();
  }

  /// Jackson wraps what a record's constructor throws; the reader wraps that once more.
  @ServerExceptionMapper
  public Response unreadable(WebApplicationException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidMessage invalid) return problem(invalid).toResponse();
      if (cause instanceof HttpProblem problem) return problem.toResponse();
    }
    if (e.getCause() instanceof JsonMappingException mapping) return unreadable(mapping);
    if (e.getCause() instanceof JsonProcessingException json) return unreadable(json);
    return e.getResponse();
  }

  @ServerExceptionMapper
  public Response unreadable(JsonMappingException e) {
    if (e.getCause() instanceof InvalidMessage invalid) return problem(invalid).toResponse();
    var field = new StringBuilder();
    for (var step : e.getPath()) {
      if (step.getFieldName() == null) field.append('[').append(step.getIndex()).append(']');
      else field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
    }
    return Problems.invalid(field.toString(), e.getOriginalMessage()).toResponse();
  }

  @ServerExceptionMapper
  public Response unreadable(JsonProcessingException e) {
    return Problems.invalid("", "send valid JSON: " + e.getOriginalMessage()).toResponse();
  }

  private static HttpProblem problem(InvalidMessage e) {
    return Problems.invalid(e.field(), e.fix());
  }
}
