package dev.onhand.reporting.feed;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProjectionsTest {
  private final Projections projections = new Projections();

  @Test
  void a_declared_type_in_another_version_is_not_guessed() {
    assertTrue(projections.knowsOnlyOtherVersions("order.OrderAccepted.v2"));
    assertTrue(projections.knowsOnlyOtherVersions("returns.ExceptionRaised.v7"));
    assertTrue(projections.knowsOnlyOtherVersions("order.OrderAccepted"));
  }

  @Test
  void declared_and_unheard_of_types_are_welcome() {
    assertFalse(projections.knowsOnlyOtherVersions("order.OrderAccepted.v1"));
    assertFalse(projections.knowsOnlyOtherVersions("ledger.ExceptionRaised.v1"));
    assertFalse(projections.knowsOnlyOtherVersions("order.GiftWrapped.v3"));
    assertFalse(projections.knowsOnlyOtherVersions("nonsense"));
  }
}
