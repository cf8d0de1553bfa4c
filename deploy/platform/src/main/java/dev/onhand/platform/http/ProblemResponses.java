package dev.onhand.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/// Says once, for every operation of a service's OpenAPI document, what all have in common: the
/// problem details (RFC 9457) of a refusal.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {
  private static final String SCHEMA = "Problem";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) document.setComponents(OASFactory.createComponents());
    document.getComponents().addSchema(SCHEMA, problem());
    for (var path : document.getPaths().getPathItems().values()) {
      for (var operation : path.getOperations().values()) {
        var responses = operation.getResponses();
        for (var replaced : List.of("400", "401", "403")) responses.removeAPIResponse(replaced);
        responses.addAPIResponse(
            "4XX",
            OASFactory.createAPIResponse()
                .description("Refused: not signed in, not allowed, unknown, invalid or in conflict")
                .content(
                    OASFactory.createContent()
                        .addMediaType(
                            "application/problem+json",
                            OASFactory.createMediaType()
                                .schema(
                                    OASFactory.createSchema()
                                        .ref("#/components/schemas/" + SCHEMA)))));
      }
    }
  }

  private static Schema problem() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .required(List.of("type", "status", "title", "detail"))
        .properties(
            Map.of(
                "type", text("a kind of problem; about:blank where the status says enough"),
                "status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER),
                "title", text("short, the same for each problem of its kind"),
                "detail", text("what is wrong with this request"),
                "field", text("which field, where it is one"),
                "fix", text("what to send instead"),
                "reason", text("why the business refuses, one word")));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }
}
