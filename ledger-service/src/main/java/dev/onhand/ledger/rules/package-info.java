/// Which accounts a fact moves, as versioned data.
///
/// A fact becomes a [dev.onhand.ledger.rules.Booking]: its value split into named parts (net, tax,
/// cost, ...), without accounts. [dev.onhand.ledger.rules.PostingRules] turns the parts into
/// postings. The rules are files (`posting-rules/v1.json`), never changed once released: a change
/// is a new version with the date from which facts follow it, and every entry names its version.
/// Everything here is pure.
package dev.onhand.ledger.rules;
