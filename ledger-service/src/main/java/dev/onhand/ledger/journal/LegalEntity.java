package dev.onhand.ledger.journal;

import org.joda.money.CurrencyUnit;

/// Whose books they are. There is one entity so far: everything belongs to it.
///
/// @param currency in which stock is valued
public record LegalEntity(String code, CurrencyUnit currency) {

  /// The entity the migration seeds.
  public static final LegalEntity MAIN = new LegalEntity("main", CurrencyUnit.EUR);
}
