/// Plain SQL through JDBC with less ceremony: rows become records, parameters go in by their order.
package dev.onhand.inventory.sql;
