package dev.onhand.order;

import dev.onhand.testkit.Contracts;
import org.junit.jupiter.api.Test;

class ContractTest {
  private static final String SERVICE = "order-service";

  @Test
  void every_sample_fits_its_schema() {
    Contracts.assertEverySampleValidates(SERVICE);
  }

  @Test
  void every_message_has_a_sample() {
    Contracts.assertEverySchemaHasASample(SERVICE);
  }

  @Test
  void the_asyncapi_document_names_every_message() {
    Contracts.assertAsyncApiNamesEveryMessage(SERVICE);
  }
}
