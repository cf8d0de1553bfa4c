package dev.onhand.order.person;

import dev.onhand.order.channel.Buyer;
import dev.onhand.order.channel.ShipTo;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is personal of one order; either part may be null.
public record Person(Buyer buyer, ShipTo shipTo) {
  private static final int TEXT_LENGTH_MIN = 4;

  /// The texts by which this person could be found again; short ones would find anybody.
  Set<String> texts() {
    var ofBuyer = buyer == null ? Stream.<String>of() : Stream.of(buyer.name(), buyer.email());
    var to =
        shipTo == null
            ? Stream.<String>of()
            : Stream.of(shipTo.name(), shipTo.address1(), shipTo.address2(), shipTo.phone());
    return Stream.concat(ofBuyer, to)
        .filter(Objects::nonNull)
        .filter(text -> text.length() >= TEXT_LENGTH_MIN)
        .collect(Collectors.toSet());
  }
}
