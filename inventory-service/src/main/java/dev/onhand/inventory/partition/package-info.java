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
/// its end; both are fetched by threads of their own ([Ahead]). Until that is done and the first
/// decision is appended, the service's other workers stand still, as far as they can wait.
/// Snapshots only save time: after a long recovery [OwnedPartition] takes one at once, so that
/// whoever is killed again and again does not read more each time.
///
/// **Snapshots.** A [ShardSnapshot] is written in slices of some milliseconds, between which its
/// shard goes on ([SnapshotTaker]): what is about to change is written first. What is written is
/// saved meanwhile ([ChunksToCome]), and is a snapshot when all is there. The loop's shard is not
/// stopped for them: a second one per partition follows the log and applies what is committed, in
/// the service that of [AvailabilityFollower], which after every tick has channels told what
/// changed, and whose snapshots hold nothing that is not published; in other loops that of
/// [SnapshotFollower].
package dev.onhand.inventory.partition;
