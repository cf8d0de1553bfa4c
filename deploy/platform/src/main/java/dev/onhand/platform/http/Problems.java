package dev.onhand.platform.http;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.RejectionReason;
import java.util.List;
import java.util.Map;

/// The refusals that services answer with: what was refused, by which rule, and what to do.
public final class Problems {
  private Problems() {}

  /// 404: the thing named in the path does not exist.
  public static HttpProblem unknown(String kind, String id) {
    var detail = "There is no " + kind + " " + id + "; check the id.";
    return new HttpProblem(404, "Unknown " + kind, detail, Map.of());
  }

  /// 400: a field cannot be read; `fix` says what to send instead.
  public static HttpProblem invalid(String field, String fix) {
    var detail = field.isEmpty() ? fix : field + ": " + fix;
    return new HttpProblem(
        400, "Invalid request", detail, Map.of("field", field, "fix", fix == null ? "" : fix));
  }

  /// 409: a rule of the business refused the command.
  public static HttpProblem rejected(RejectionReason reason, String detail) {
    return new HttpProblem(
        409, "Refused: " + reason.name(), detail, Map.of("reason", reason.name()));
  }

  /// Any other status, with a title and what to do.
  public static HttpProblem of(int status, String title, String detail) {
    return new HttpProblem(status, title, detail, Map.of());
  }

  /// The events of an accepted decision; a refused one is thrown as a problem.
  public static <E> List<E> orThrow(Decision<E> decision) {
    return switch (decision) {
      case Decision.Accepted<E> a -> a.events();
      case Decision.Rejected<E> r -> throw rejected(r.reason(), r.detail());
    };
  }
}
