/// Tells others what the stock ledger decided: reads `inventory.log` and writes
/// `inventory.reservations` and `inventory.movements`, each batch in one Kafka transaction with
/// its place in the log, so that every event is published once. A message's id is a function of
/// where its event is in the log.
///
/// `inventory.availability` is another matter: state, of which the last word counts.
/// [AvailabilityPublisher] is told of every frame by a ledger that follows the log, and asks that
/// ledger what each channel can be promised now.
package dev.onhand.inventory.publish;
