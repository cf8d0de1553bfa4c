package dev.onhand.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectorsTest {
  private static final Path ROOT = Path.of(System.getProperty("onhand.root", "../.."));

  @ParameterizedTest
  @EnumSource(Part.class)
  void every_outbox_has_a_connector_file_that_reads_its_slot(Part part) {
    var file = ROOT.resolve("deploy/connect").resolve(part.shortName() + ".json");
    assertEquals(part.hasOutbox(), Files.exists(file), file.toString());
    if (part.hasOutbox()) {
      var template = Connectors.template(file);
      assertEquals(part.connector(), template.path("name").asText());
      var config = template.path("config");
      assertEquals(part.slot(), config.path("slot.name").asText());
      assertEquals(part.database(), config.path("database.dbname").asText());
      assertEquals(part.database(), config.path("database.user").asText());
      assertEquals("trust_offset", config.path("offset.mismatch.strategy").asText());
      assertEquals("disabled", config.path("publication.autocreate.mode").asText());
    }
  }

  @Test
  void connectors_differ_in_nothing_but_their_service() throws Exception {
    var order = Files.readString(ROOT.resolve("deploy/connect/order.json"));
    for (var service : Part.withOutbox()) {
      var text = Files.readString(ROOT.resolve("deploy/connect/" + service.shortName() + ".json"));
      var renamed =
          text.replace(service.database(), Part.ORDER.database())
              .replace(service.name(), Part.ORDER.name())
              .replace(service.connector(), Part.ORDER.connector())
              .replace("onhand." + service.shortName(), "onhand.order");
      assertEquals(order, renamed, service.label());
    }
  }

  @Test
  void no_connector_file_holds_a_password() {
    Part.withOutbox()
        .forEach(
            service ->
                assertEquals(
                    "${env:ONHAND_DB_PASSWORD_" + service.name() + "}",
                    Connectors.template(settings(), service)
                        .at("/config/database.password")
                        .asText()));
  }

  @Test
  void parts_are_found_by_short_and_long_name() {
    assertEquals(Part.ORDER, Part.named("order").orElseThrow());
    assertEquals(Part.ORDER, Part.named("order-service").orElseThrow());
    assertTrue(Part.named("nothing").isEmpty());
    assertFalse(Part.POSTGRES.isService());
    assertEquals(7, Arrays.stream(Part.values()).filter(Part::isService).count());
  }

  private static Settings settings() {
    return Settings.of(ROOT, Map.of());
  }
}
