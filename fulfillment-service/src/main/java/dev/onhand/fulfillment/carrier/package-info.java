/// What carriers offer, and which offer suits a parcel.
///
/// A carrier service is master data: terms (countries, service levels, weight, prices, days) that
/// take effect at a time. One stream per service keeps every version, so an earlier choice can be
/// explained. `CarrierChoice` is a pure function of the terms in effect and the parcel; it names
/// the reason for each service it passes over, and orders the rest by cost, then by days.
package dev.onhand.fulfillment.carrier;
