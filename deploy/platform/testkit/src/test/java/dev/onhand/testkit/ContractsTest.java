package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsTest {

  private static final String SCHEMA =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "required": ["parcelId", "at"],
       "properties": {"parcelId": {"type": "string", "format": "uuid"},
                      "at": {"type": "string", "format": "date-time"},
                      "grams": {"type": "integer", "minimum": 1}}}\
      """;
  private static final String GOOD =
      """
      {"parcelId": "018f0000-0000-7000-8000-000000000001", "at": "2026-01-02T03:04:05Z"}\
      """;

  @TempDir Path root;
  private String rootBefore;

  @BeforeEach
  void aRepositoryWithOneService() throws IOException {
    rootBefore = System.getProperty("onhand.root");
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createDirectories(root.resolve("deploy/platform"));
    write("ParcelSent.v1.schema.json", SCHEMA);
    write("samples/ParcelSent.v1.json", GOOD);
    write(
        "asyncapi.yaml",
        """
        asyncapi: 3.0.0
        channels: {parcels: {address: parcel.events}}
        components: {messages: {sent: {payload: {schema: {$ref: ./ParcelSent.v1.schema.json}}}}}
        """);
    System.setProperty("onhand.root", root.toString());
  }

  @AfterEach
  void theRealRepositoryAgain() {
    if (rootBefore == null) {
      System.clearProperty("onhand.root");
    } else {
      System.setProperty("onhand.root", rootBefore);
    }
  }

  private void write(String file, String text) throws IOException {
    var path = root.resolve("parcel-service/contract").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void a_complete_contract_passes() {
    Contracts.assertEverySampleValidates("parcel-service");
    Contracts.assertEverySchemaHasASample("parcel-service");
    Contracts.assertAsyncApiNamesEveryMessage("parcel-service");
    assertEquals(GOOD, Contracts.sample("parcel-service", "parcel.ParcelSent.v1"));
  }

  @Test
  void what_does_not_fit_is_named_with_its_place() {
    var problems =
        Contracts.validate("parcel-service", "ParcelSent.v1", GOOD.replace("}", ", \"grams\": 0}"));
    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().startsWith("/grams"), problems::toString);
  }

  @Test
  void a_message_from_outside_is_told_from_our_own_of_the_same_name() throws IOException {
    write("CarrierParcelSent.v1.schema.json", "{\"type\": \"string\"}");
    Contracts.assertValid("parcel-service", "carrier.ParcelSent.v1", "\"P1\"");
    Contracts.assertValid("parcel-service", "parcel.ParcelSent.v1", GOOD);
  }

  @Test
  void formats_are_checked_too() {
    var bad = GOOD.replace("2026-01-02T03:04:05Z", "yesterday");
    assertThrows(
        AssertionError.class, () -> Contracts.assertValid("parcel-service", "ParcelSent.v1", bad));
  }

  @Test
  void a_sample_that_does_not_fit_is_found() throws IOException {
    write("samples/ParcelSent.v1.empty.json", "{}");
    assertThrows(
        AssertionError.class, () -> Contracts.assertEverySampleValidates("parcel-service"));
  }

  @Test
  void a_schema_without_sample_or_channel_is_found() throws IOException {
    write("ParcelLost.v1.schema.json", SCHEMA);
    assertThrows(
        AssertionError.class, () -> Contracts.assertEverySchemaHasASample("parcel-service"));
    assertThrows(
        AssertionError.class, () -> Contracts.assertAsyncApiNamesEveryMessage("parcel-service"));
  }
}
