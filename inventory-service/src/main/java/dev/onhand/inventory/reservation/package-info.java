/// Reservations for people and shops that wait for the answer.
///
/// **Asking.** [Asking] sends a command to the stock ledger like anybody else, with a header that
/// says who waits. The loop that decides it, in whatever instance that is, writes the answer to
/// `inventory.replies` in the deciding transaction; its key is the asking instance, which reads
/// that one partition ([Replies]). So an answer that is read is true, and no instance calls
/// another.
///
/// **Once.** A reservation's id follows from the caller and its `Idempotency-Key`; what was asked
/// for is kept with its time before the ledger is asked. A repeat sends the same command again,
/// and the ledger answers the same without deciding again; another body is refused.
///
/// **Too late.** Whoever does not wait long enough gets 202 and looks at the reservation, which
/// comes from the projection: a moment behind the ledger.
package dev.onhand.inventory.reservation;
