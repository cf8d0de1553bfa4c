package dev.onhand.acceptance.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onhand.local.stack.Topics;
import dev.onhand.testkit.Contracts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the services promise each other: schemas, samples and channel descriptions agree with one
/// another and with the code.
class ContractRulesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ADDRESS = Pattern.compile("(?m)^\\s+address:\\s*([\\w.-]+)\\s*$");
  private static final Pattern TYPE =
      Pattern.compile(
          "\"((?:channel|order|payment|inventory|fulfillment|warehouse|carrier"
              + "|procurement|invoice|returns|ledger)\\.[A-Z]\\w+\\.v\\d+)\"");

  /// One schema for all services, in deploy/docs; and documents as a channel wrote them, whose
  /// schema is the channel's.
  private static final Pattern SHARED =
      Pattern.compile(
          "\\w+\\.(Exception(Raised|Assigned|Resolved)|Heartbeat)\\.v1"
              + "|channel\\.(Shopify|WooCommerce|Amazon|Ebay|X12)OrderReceived\\.v1");

  static List<String> services() {
    return Tree.SERVICES.stream()
        .filter(service -> !Contracts.messages(service).isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("services")
  void samples_fit_schemas_and_the_channels_name_every_message(String service) {
    Contracts.assertEverySampleValidates(service);
    Contracts.assertEverySchemaHasASample(service);
    Contracts.assertAsyncApiNamesEveryMessage(service);
  }

  @ParameterizedTest
  @MethodSource("services")
  void channels_are_topics_that_exist(String service) {
    var addresses = new TreeSet<String>();
    ADDRESS
        .matcher(Tree.read(service + "/contract/asyncapi.yaml"))
        .results()
        .forEach(found -> addresses.add(found.group(1)));
    addresses.removeAll(Topics.names());
    assertEquals(Set.of(), addresses);
  }

  @Test
  void every_message_that_code_names_has_a_schema() {
    var published = new TreeSet<String>();
    for (var service : services()) {
      published.addAll(Contracts.messages(service));
    }
    var unknown = new TreeSet<String>();
    for (var service : Tree.SERVICES) {
      for (var file : Tree.javaSources(service + "/src/main")) {
        TYPE.matcher(Tree.read(file))
            .results()
            .map(found -> found.group(1))
            .filter(type -> !SHARED.matcher(type).matches())
            .filter(type -> !isPublished(published, type))
            .forEach(type -> unknown.add(type + " in " + file));
      }
    }
    assertEquals(Set.of(), unknown);
  }

  private static boolean isPublished(Set<String> published, String type) {
    var parts = type.split("\\.", 2);
    var sender = Character.toUpperCase(parts[0].charAt(0)) + parts[0].substring(1);
    return published.contains(parts[1]) || published.contains(sender + parts[1]);
  }

  @Test
  void the_books_know_exactly_the_messages_that_bear_value() throws IOException {
    var marked = new TreeSet<String>();
    for (var service : services()) {
      for (var message : Contracts.messages(service)) {
        var schema = schema(service, message);
        if (schema.path("x-bears-value").asBoolean()) {
          marked.add(unversioned(schema.path("title").asText()));
        }
      }
    }
    var booked = new ArrayList<String>();
    schema("ledger-service", "JournalEntryPosted.v1")
        .at("/properties/causeType/enum")
        .forEach(type -> booked.add(type.asText()));
    assertEquals(new TreeSet<>(booked), marked);
  }

  @Test
  void every_schema_has_its_type_as_title_and_a_description() throws IOException {
    var without = new ArrayList<String>();
    for (var service : services()) {
      for (var message : Contracts.messages(service)) {
        var schema = schema(service, message);
        boolean titled = schema.path("title").asText().matches("\\w+\\.\\w+\\.v\\d+");
        if (!titled || schema.path("description").asText().isBlank()) {
          without.add(service + "/" + message);
        }
      }
    }
    assertEquals(List.of(), without);
  }

  @Test
  void every_service_publishes_its_openapi_document_and_a_test_holds_it_against_the_code() {
    var without = new ArrayList<String>();
    for (var service : Tree.SERVICES) {
      var assertion = "OpenApi.assertIsCurrent(\"" + service + "\")";
      boolean held =
          Tree.javaSources(service + "/src/test").stream()
              .anyMatch(file -> Tree.read(file).contains(assertion));
      if (!held || !Tree.read(service + "/contract/openapi.yaml").contains("operationId")) {
        without.add(service);
      }
    }
    assertEquals(List.of(), without);
  }

  private static JsonNode schema(String service, String message) throws IOException {
    return JSON.readTree(Tree.read(service + "/contract/" + message + ".schema.json"));
  }

  private static String unversioned(String type) {
    assertTrue(type.contains(".v"), () -> "a title without version: " + type);
    return type.substring(0, type.lastIndexOf(".v"));
  }
}
