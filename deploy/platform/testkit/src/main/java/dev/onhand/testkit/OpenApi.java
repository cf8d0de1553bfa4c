package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The published REST contract of a service: `<service>/contract/openapi.yaml`, the document that
/// the running service answers at `/q/openapi`.
public final class OpenApi {

  /// Set to `write`, the document is written instead of compared: read what changed, then commit.
  private static final String MODE = System.getProperty("onhand.openapi", "compare");

  private static final ObjectMapper YAML = new YAMLMapper();

  private OpenApi() {}

  /// Fails, naming the first places that differ, unless the running service under test answers the
  /// published document. Every operation must say what it does and how it fails.
  ///
  /// @param service folder name, as `order-service`
  public static void assertIsCurrent(String service) {
    var file = Repository.root().resolve(service).resolve("contract/openapi.yaml");
    var answered = answered();
    if (MODE.equals("write")) {
      write(file, answered);
    }
    assertTrue(Files.exists(file), () -> file + " is missing; " + howToWrite(service));
    var differences = new ArrayList<String>();
    compare("", parse(read(file)), parse(answered), differences);
    assertEquals(List.of(), differences, () -> file + " is out of date; " + howToWrite(service));
    assertEveryOperationIsDescribed(parse(answered));
  }

  private static String howToWrite(String service) {
    return "run mvn -pl %s verify -Donhand.openapi=write, then read what changed"
        .formatted(service);
  }

  private static String answered() {
    return RestAssured.given()
        .auth()
        .oauth2(TestTokens.token("operator"))
        .get("/q/openapi?format=yaml")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static void compare(String at, JsonNode left, JsonNode right, List<String> differences) {
    if (left.isObject() && right.isObject()) {
      var names = new TreeSet<String>();
      left.fieldNames().forEachRemaining(names::add);
      right.fieldNames().forEachRemaining(names::add);
      for (var name : names) {
        compare(at + "/" + name, left.path(name), right.path(name), differences);
      }
    } else if (!left.equals(right)) {
      differences.add(at + ": published " + shown(left) + ", answered " + shown(right));
    }
  }

  private static String shown(JsonNode node) {
    var text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private static void assertEveryOperationIsDescribed(JsonNode document) {
    var silent = new TreeSet<String>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        var value = operation.getValue();
        if (value.has("responses")
            && (value.path("summary").asText().isBlank() || !value.at("/responses").has("4XX"))) {
          silent.add(operation.getKey() + " " + path.getKey());
        }
      }
    }
    assertTrue(silent.isEmpty(), () -> "without summary or problem response: " + silent);
  }

  private static JsonNode parse(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
