/// Names, addresses and email: kept here and nowhere else, encrypted.
///
/// Every customer has a key of their own ([Vault], table `customer_key`); what is personal of an
/// order is one sealed row in `personal`, and the raw documents of the channel are sealed with the
/// same key. Events, projections and messages carry the customer's pseudonym only. Dropping the
/// key forgets the person: what was sealed stays as bytes that nobody can read.
package dev.onhand.order.person;
