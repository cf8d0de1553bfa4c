/// One writer per partition of `inventory.commands`, with its log in Kafka.
///
/// **What is true.** The ledger's log is the topic `inventory.log`, whose partition *p* holds what
/// the commands of partition *p* led to. Nothing else is: the state in memory follows from it, and
/// so do snapshots and everything in PostgreSQL. Each [dev.onhand.inventory.codec.Frame] also says
/// at which command to go on, so the log and not the consumer group knows what is done; group
/// offsets are committed for those who watch the lag.
///
/// **Writing.** [PartitionLoop], one platform thread: poll, let the [PartitionShard] decide each
/// command and apply it at once, then have all that came of it ([Batch]) appended in one Kafka
/// transaction ([PartitionLog]) by the [Appender], whose thread makes frames of it, compresses and
/// commits them while the loop decides the next commands. Only what is appended is true; until then
/// nobody outside has seen it.
/// If the append fails, or may have failed, the shard is thrown away with all it decided since and
/// rebuilt from the log ([OwnedPartition]). There is no undo.
///
/// **One writer.** The consumer group gives a partition to one loop. A loop that takes it over
/// first calls [PartitionLog#takeOver], which fences whoever wrote before (`transactional.id` =
/// `inventory-<partition>`): a paused process that wakes up cannot append any more.
///
/// **Recovery.** [LedgerRecovery]: the newest snapshot that is whole, then the log behind it, to
/// its end. Snapshots only save time. [SnapshotFollower] takes them: a second shard per partition
/// that applies what is committed, so that the loop never waits for one.
///
/// **Availability.** In the service, [AvailabilityFollower] takes the snapshots: it follows without
/// a rest, and after every tick has channels told what changed.
package dev.onhand.inventory.partition;
