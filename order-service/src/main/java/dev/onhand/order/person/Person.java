package dev.onhand.order.person;

import dev.onhand.order.channel.Buyer;
import dev.onhand.order.channel.ShipTo;

/// What is personal of one order; either part may be null.
public record Person(Buyer buyer, ShipTo shipTo) {}
