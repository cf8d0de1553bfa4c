package dev.onhand.inventory.adjustment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.masterdata.StockCommands;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Recall: units of a lot are not promised any longer, and promises of them are broken.
@Path("/lots/hold")
@Tag(name = "Lots")
public class LotHoldResource {
  private final Requests requests;

  /// @param held false frees the lot again
  /// @param reason must be there to hold
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LotHold(String sku, String lot, Boolean held, String reason) {
    public LotHold {
      Require.text("sku", sku);
      Require.text("lot", lot);
      Require.present("held", held);
      if (held) Require.text("reason", reason);
    }
  }

  LotHoldResource(Requests requests) {
    this.requests = requests;
  }

  @POST
  @RolesAllowed({Roles.PLANNER, Roles.WAREHOUSE, Roles.ADMIN})
  @Operation(
      summary = "Hold a lot, or free it",
      description =
          "A held lot is not promised, and promises of it are broken at once: the orders find"
              + " others or wait. Done a moment later: the Location shows it.")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same in every repeat; 1 to 200 characters.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "202",
      description = "Will be done; see the Location.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = LotHold.class)))
  @APIResponse(responseCode = "404", description = "There is no such item.")
  public Response hold(LotHold given) {
    Require.present("body", given);
    return requests.post(
        given,
        work -> {
          var pool =
              Sql.first(
                      work.connection(),
                      "select pool from item where sku = ?",
                      row -> row.getString(1),
                      given.sku())
                  .orElseThrow(() -> Problems.unknown("item", given.sku()));
          StockCommands.send(
              work,
              "lot/" + given.sku() + "/" + given.lot(),
              new StockCommand.HoldLot(
                  StockCommands.BY_HEADERS,
                  pool,
                  given.sku(),
                  given.lot(),
                  given.held(),
                  given.reason() == null ? "" : given.reason()));
          var sku = URLEncoder.encode(given.sku(), StandardCharsets.UTF_8);
          return Answer.accepted("/lots?sku=" + sku, given);
        });
  }
}
