/// Translates facts of other services and of warehouses into commands for the stock ledger. A
/// physical fact reaches stock by one route: shipments through fulfilment, receipts through
/// procurement, returned goods through returns; counts and corrections come from the warehouse.
/// Facts and commands are one transaction: read once, told once, through the platform's inbox and
/// outbox.
package dev.onhand.inventory.intake;
