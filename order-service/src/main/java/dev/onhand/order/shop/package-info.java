/// Where orders come from: plain master data, one row per shop of a channel. It says which stock
/// pool serves the shop, what kind of orders it takes, and with which secret it signs webhooks.
package dev.onhand.order.shop;
