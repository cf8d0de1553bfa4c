/// Suppliers: master data with a history. One stream per supplier, whose events are definitions;
// the
/// latest is the supplier, and goes to the compacted topic.
package dev.onhand.procurement.supplier;
