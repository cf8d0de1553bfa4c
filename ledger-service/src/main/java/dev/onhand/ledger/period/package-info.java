/// Accounting periods: months that are closed, per legal entity.
///
/// Months are closed one after the other, and only when they are over. Closing refuses nothing: a
/// fact of a closed month that becomes known later is posted to the first open month, with its own
/// effective date, so that what was reported for the closed month stays as it was reported.
/// The last closed month can be opened again, with a reason.
///
/// An entry's month is chosen before it is written, and checked once more under the lock of the
/// chain's end, which closing takes as well: no entry slips into a month that is being closed.
package dev.onhand.ledger.period;
