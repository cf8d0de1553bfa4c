/// Corrections of the book by hand.
package dev.onhand.inventory.adjustment;
