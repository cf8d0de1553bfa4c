/// JSON by hand, for the messages and rows that come by the ten thousand a second. All others are
/// written by the platform's mapper, and what is written here is what it would write.
package dev.onhand.inventory.json;
