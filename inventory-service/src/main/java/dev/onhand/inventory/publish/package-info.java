/// Tells others what the stock ledger decided: reads `inventory.log` and writes
/// `inventory.reservations` and `inventory.movements`, each batch in one Kafka transaction with
/// its place in the log, so that every event is published once. A message's id is a function of
/// where its event is in the log.
package dev.onhand.inventory.publish;
