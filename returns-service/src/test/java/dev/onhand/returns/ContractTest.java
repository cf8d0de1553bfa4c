package dev.onhand.returns;

import dev.onhand.testkit.Contracts;
import org.junit.jupiter.api.Test;

class ContractTest {
  private static final String SERVICE = "returns-service";

  @Test
  void every_sample_fits_its_schema() {
    Contracts.assertEverySampleValidates(SERVICE);
  }

  @Test
  void every_message_has_an_example() {
    Contracts.assertEverySchemaHasASample(SERVICE);
  }

  @Test
  void asyncapi_names_every_message() {
    Contracts.assertAsyncApiNamesEveryMessage(SERVICE);
  }
}
