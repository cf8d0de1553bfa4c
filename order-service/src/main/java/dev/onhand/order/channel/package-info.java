/// Documents of channels in, orders out, and nothing else: every class here is pure.
///
/// A document is bytes from outside that may be wrong in any way. [StrictJson] turns the bytes into
/// a tree and refuses what two parsers could read differently (duplicate keys, trailing content,
/// broken UTF-8); numbers stay the text they were written as, so nothing is rounded or overflows
/// before it is checked. [FieldReader] takes typed values out of the tree and names the field when
/// one does not fit. One class per channel knows its shapes ([ShopifyDocuments],
/// [WooCommerceDocuments], [AmazonDocuments], [EbayDocuments], [X12Documents],
/// [CanonicalDocuments]; [ChannelFormat] names them) and all produce the same [ChannelOrder]: net
/// and tax per line in the currency's own decimals, and what stands beside the lines ([Bill]). A
/// document of several orders comes apart into [Part]s first, so that a bad one does not take the
/// others with it.
///
/// Reading ends in a [Reading]: an order, news of one (a refund, an edit, a cancellation), a
/// document that is none of ours, or a refusal whose [Defect] is one of a closed list
/// (contract/outcomes.md). Reading never decides whether the order is good: a missing address or
/// SKU, or a total that does not add up, is still an order.
package dev.onhand.order.channel;
