/// A fulfilment order: what one location shall pick, pack and ship of one released order.
///
/// It is asked for once (`OrderReleased`), and from then on it is told facts: the warehouse picked,
/// packed, shipped; the carrier delivered. Facts are never refused and may come in any order and
/// any number of times. A fact that does not fit (more than was asked for, an unknown line, another
/// content under a known tracking number) is recorded and becomes a discrepancy, which waits for a
/// person. Only a cancellation is a request: nobody but the warehouse knows whether a picker is on
/// the way, so it is asked, and a shipment that happens meanwhile wins.
///
/// ```
/// REQUESTED → PICKED → PACKED → PARTIALLY_SHIPPED → SHIPPED → DELIVERED
///     └──────────┴────────┴→ CANCELLED (the warehouse agreed, or it found nothing to pick)
/// ```
///
/// The stage is derived from the facts: `FulfillmentOrder.Known#stage`. A warehouse that confirms
/// shipments only goes from REQUESTED to SHIPPED at once.
///
/// One stream per fulfilment order is written by `FulfillmentOrderDecider`; a second, small one per
/// customer order (`ReleasedOrder`) remembers into which fulfilment orders it was split, for
/// cancellations name the order alone. Messages in: `FulfillmentInbox`. Messages, timers and
/// exceptions out: `FulfillmentEffects`. Queries: `FulfillmentOrderResource` over one table.
package dev.onhand.fulfillment.fulfillmentorder;
