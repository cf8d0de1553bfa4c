/// The order: one event-sourced workflow from the channel's document to delivery, and its money.
///
/// ```
/// RECEIVED ─ no hold blocks it ─▶ ACCEPTED ─ stock promised ─▶ ALLOCATED ─ no hold ─▶ RELEASED
///    │ holds                         │ OUT_OF_STOCK, REVIEW                              │
///    ▼                               ▼                                                   ▼
/// cancelled at once, stock given back, money refunded               PARTIALLY_SHIPPED ▶ SHIPPED
///                                                        (a cancellation is only asked for)
///                                                                    ▶ DELIVERED ▶ COMPLETED
/// ```
///
/// * [OrderCommand] is what is asked or reported, [OrderEvent] what happened (private), [Order]
///   the state that follows from the events.
/// * [OrderDecider] and its parts decide ([Intake] and [ChannelNews] for what channels say,
///   [Holding], [Reserving], [Fulfilling], [Cancelling], [Paying]); a [Draft] collects events and
///   evolves the state as they are decided, so that one command may carry an order through
///   several steps. All of it is pure.
/// * [OrderReactions] is the one place where private events become messages, timers and
///   exceptions; [OrderMessages] are the published shapes.
/// * A [Reservation] has one [Claim] for each pool; of several, all are held before any is made
///   firm ([Reserving]). What is promised goes to fulfilment in one [Release] or, under a policy
///   that splits, in several; [LineProgress] says where the units of a line are.
/// * What varies is data that comes with the first document ([Scrutiny]): the [OrderPolicy] that
///   the order keeps, rules of risk, a credit line, bulk holds. A [Hold] blocks named
///   [Transition]s.
/// * Facts (a shipment, a capture, a delivery) are never refused: one that does not fit is kept
///   and becomes an exception for a person.
/// * Names and addresses are not here. [Orders] adds them to the one message that needs them,
///   at the moment of release.
package dev.onhand.order.order;
