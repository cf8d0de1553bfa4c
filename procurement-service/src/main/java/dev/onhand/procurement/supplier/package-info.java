/// Suppliers: master data with a history. One stream per supplier, whose events are definitions;
/// the latest is the supplier, and goes to the compacted topic. What a supplier sells, and in which
/// quantities, is another kind of stream.
package dev.onhand.procurement.supplier;
