/// What a channel says it has, against what is here: nothing of a feed is lost unseen.
///
/// An adapter lists the orders of a window ([FeedListed], as a message or posted). The listing is
/// kept as a run ([FeedRuns]) and compared after a grace period, in which orders on their way still
/// arrive, by a timer ([Feeds]). The comparison is pure ([FeedComparison]). Each difference is an
/// exception for a person; while one stands the run is compared again, less and less often, and the
/// exceptions of what has come meanwhile are resolved. A shop that promised listings at an interval
/// ([FeedSchedule]) and sends none is an exception too.
package dev.onhand.order.feed;
