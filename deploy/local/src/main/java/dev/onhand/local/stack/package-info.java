/// The real parts on one machine, each a process of its own: PostgreSQL, Kafka, Kafka Connect with
/// Debezium, and the seven services.
///
/// Nothing supervises in the background. A process is known by its pid file (`run/<name>.pid`: pid
/// and start tick, so that a reused pid is never mistaken for ours), and [Stack] compares what
/// should run with what does: `up` starts what is missing, `down` stops what is there, `status`
/// tells. The state is the files under [Home] and the processes themselves; killing anything at any
/// time is allowed, and the next `up` repairs it.
///
/// Order: PostgreSQL and Kafka together; databases and topics; then Connect and services together;
/// a connector is registered when its service is ready, because migrations own publication and
/// slot. A slot is never made here: one that is missing after its connector was registered means
/// lost messages, and `up` says so and stops.
package dev.onhand.local.stack;
