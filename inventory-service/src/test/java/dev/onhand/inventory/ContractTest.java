package dev.onhand.inventory;

import dev.onhand.testkit.Contracts;
import org.junit.jupiter.api.Test;

class ContractTest {
  private static final String SERVICE = "inventory-service";

  @Test
  void every_sample_fits_its_schema_and_every_message_has_one() {
    Contracts.assertEverySampleValidates(SERVICE);
    Contracts.assertEverySchemaHasASample(SERVICE);
  }

  @Test
  void the_overview_names_every_message() {
    Contracts.assertAsyncApiNamesEveryMessage(SERVICE);
  }
}
