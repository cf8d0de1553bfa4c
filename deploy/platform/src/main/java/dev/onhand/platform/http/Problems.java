package dev.onhand.platform.http;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.RejectionReason;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/// Refusals as problem details (RFC 9457): what was refused, by which rule, and what to do.
public final class Problems {
  private Problems() {}

  /// 404: the thing named in the path does not exist.
  public static HttpProblem unknown(String kind, String id) {
    return HttpProblem.builder()
        .withStatus(Status.NOT_FOUND)
        .withTitle("Unknown " + kind)
        .withDetail("There is no " + kind + " " + id + "; check the id.")
        .build();
  }

  /// 400: a field cannot be read; `fix` says what to send instead.
  public static HttpProblem invalid(String field, String fix) {
    return HttpProblem.builder()
        .withStatus(Status.BAD_REQUEST)
        .withTitle("Invalid request")
        .withDetail(field + ": " + fix)
        .with("field", field)
        .with("fix", fix)
        .build();
  }

  /// 409: a rule of the business refused the command.
  public static HttpProblem rejected(RejectionReason reason, String detail) {
    return HttpProblem.builder()
        .withStatus(Status.CONFLICT)
        .withTitle("Refused: " + reason.name())
        .withDetail(detail)
        .with("reason", reason.name())
        .build();
  }

  /// The events of an accepted decision; a refused one is thrown as a problem.
  public static <E> List<E> orThrow(Decision<E> decision) {
    return switch (decision) {
      case Decision.Accepted<E> a -> a.events();
      case Decision.Rejected<E> r -> throw rejected(r.reason(), r.detail());
    };
  }
}
