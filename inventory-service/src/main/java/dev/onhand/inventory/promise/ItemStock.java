package dev.onhand.inventory.promise;

import java.util.List;

/// What there is of an item in a pool, and what may be promised of it to a channel:
///
/// `max(0, Σ over locations max(0, sellable − reserved − safety)
///        − Σ over other channels max(0, fence − reserved for that channel))`
///
/// over the locations that may serve some order of the channel. Units of lots that are held or
/// expired are not promised.
///
/// @param places every location that ever had the item
/// @param fences what is kept for channels
/// @param hasLots whether units of it are kept by lot somewhere
public record ItemStock(
    String pool, String sku, List<Place> places, List<Fence> fences, boolean hasLots) {
  /// Stands for every channel that neither a fence of the item nor a rule of the pool names.
  public static final String ANY = "";

  /// The item at a location.
  ///
  /// @param safety never promised
  /// @param blocked sellable units of lots that are held or expired
  /// @param blockedFree those of them that nobody was promised before
  public record Place(
      String locationId,
      long sellable,
      long onHand,
      long reserved,
      long safety,
      long blocked,
      long blockedFree) {
    long promisable() {
      return Math.max(0, sellable - reserved - blockedFree - safety);
    }
  }

  /// @param reserved what orders of the channel are promised and have not got yet
  public record Fence(String channel, long units, long reserved) {
    long kept() {
      return Math.max(0, units - reserved);
    }
  }

  /// @param channel or [#ANY]
  public long toChannel(String channel, PoolRules rules) {
    long sum = 0;
    for (var place : places) {
      if (rules.mayServe(channel, place.locationId())) sum += place.promisable();
    }
    for (var fence : fences) {
      if (!fence.channel().equals(channel)) sum -= fence.kept();
    }
    return Math.max(0, sum);
  }

  /// Whether every channel may be promised all free units.
  public boolean isPlain() {
    return !hasLots && fences.isEmpty() && places.stream().allMatch(place -> place.safety() == 0);
  }
}
