/// Waves: fulfilment orders of one location that are picked together, for warehouses without a
/// system of their own. A wave is a list and no process: it takes waiting fulfilment orders in
/// order of arrival, sums their lines into one pick list, and each of them goes on by itself.
///
/// Waves are plain rows. Nothing else depends on them, and what is picked is in the fulfilment
/// orders' own history.
package dev.onhand.fulfillment.wave;
