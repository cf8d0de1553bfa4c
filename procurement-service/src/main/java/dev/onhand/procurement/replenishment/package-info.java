/// Replenishment: which items to buy, how many, from whom, and why. It suggests; people order.
///
/// `DemandIntake` reads stock movements and availability in batches and keeps two small tables of
/// them: what was shipped per item and day, and what may be promised now. `ReplenishmentTables`
/// gathers an item's situation (with its supplier, the lead times measured there, and what is on
/// order), and `Replenishment` makes a suggestion of it: a pure function whose answer carries every
/// figure it used, so that a buyer can see why.
package dev.onhand.procurement.replenishment;
