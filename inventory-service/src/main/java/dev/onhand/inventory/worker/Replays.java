package dev.onhand.inventory.worker;

import dev.onhand.platform.http.Roles;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Shows the long replays of this process: recovered partitions, snapshots that follow, the
/// projection that catches up or is rebuilt. A replay does not make the service unready by itself.
@Path("/replays")
@Tag(name = "Projection")
@Readiness
@ApplicationScoped
public class Replays implements HealthCheck {
  /// @param underWay by what is read
  @Schema(name = "Replays", description = "What is being read anew in this process.")
  public record UnderWay(List<Replay.Progress> underWay) {}

  void register(@Observes StartupEvent event, MeterRegistry metrics) {
    Gauge.builder(
            "onhand.inventory.replay.remaining",
            () -> Replay.underWay().stream().mapToLong(Replay.Progress::remaining).sum())
        .description("Offsets of the log that replays still have to read")
        .register(metrics);
    Gauge.builder(
            "onhand.inventory.replay.entries.per.second",
            () -> Replay.underWay().stream().mapToLong(Replay.Progress::entriesPerSecond).sum())
        .description("Decisions that replays read per second")
        .register(metrics);
  }

  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
  @Operation(
      summary = "What is being read anew",
      description =
          "Recovery of partitions, snapshots, and the projection: how far, how fast, and how long"
              + " it will take. Of this instance.")
  public UnderWay get() {
    return new UnderWay(Replay.underWay());
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("replays").up();
    Replay.underWay().forEach(replay -> response.withData(replay.what(), replay.toString()));
    return response.build();
  }
}
