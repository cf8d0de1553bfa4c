/// Benchmarks of the stock ledger.
///
/// [OrderStream] makes the seeded orders that every system under comparison replays;
/// [CommandStream] says them as commands. A [Lab] is a broker (and, where needed, PostgreSQL and
/// the inventory service) in processes and folders of its own. A backlog is written to a topic
/// first; then [LoopProcess] or [CopyProcess], each in a fresh JVM, works it off while nothing
/// else is measured. The rate is read from the log afterwards ([Progress]): nobody watches during
/// a run. In the end the auditor replays the log by itself.
package dev.onhand.bench.stock;
