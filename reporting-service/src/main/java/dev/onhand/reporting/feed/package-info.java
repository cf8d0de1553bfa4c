/// Brings the messages of all topics into the read models.
///
/// One thread polls every partition of the [dev.onhand.reporting.feed.Topics] and writes what a
/// poll returned in one SQL transaction: the messages not seen before, what the projections (SQL
/// files, `src/main/resources/projection`) make of them, and the position reached. The position in
/// the database is the truth, Kafka's group offsets are not used, so a crash repeats nothing and
/// loses nothing.
///
/// Why not the platform's inbox: it hands messages to handlers one by one, which is right for a
/// service that decides. This one only copies, so a batch is a handful of set-based statements,
/// and starting again from offset 0 is a deletion of positions.
///
/// A message that came twice (Debezium repeats after a crash) is recognized by source and id. The
/// topics promise no order among each other; a projection therefore writes only what its own topic
/// says, and what belongs together is joined when it is read.
///
/// What can never be projected is kept in `rejected_message`, as it was read, with the reason, and
/// shown in the exceptions queue; the next message goes on.
package dev.onhand.reporting.feed;
