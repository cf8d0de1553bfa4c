/// Stock: what lies where, what of it is promised, what it is worth at standard cost, and the
/// movements that made it so.
package dev.onhand.reporting.stock;
