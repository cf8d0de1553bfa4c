package dev.onhand.order.intake;

import dev.onhand.order.channel.ChannelOrder;
import dev.onhand.order.channel.Conditions;
import dev.onhand.order.shop.Shop;
import dev.onhand.order.shop.SkuMappings;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;

/// What the place that a channel names for an order means here.
final class Places {
  private Places() {}

  /// One of our locations is asked for the goods first. A place of others means that the channel
  /// fulfils the order. One that nobody mapped is noted where it is a wish, and a doubt where the
  /// channel says that it ships the order: whose stock it takes is not guessed.
  static Conditions resolve(Work work, ChannelOrder order, Shop shop) throws SQLException {
    var conditions = order.conditions();
    var place = conditions.place();
    if (place == null) return conditions;
    var connection = work.connection();
    var mapped = SkuMappings.location(connection, shop.channel(), shop.shop(), place.name());
    if (mapped != null) {
      var ours = mapped.locationId();
      return ours == null ? conditions.notOurs() : conditions.placedAt(ours);
    }
    if (!place.fulfils()) return conditions;
    SkuMappings.await(connection, shop.channel(), shop.shop(), place.name(), order.key().orderId());
    return conditions.doubted(
        "the channel has it fulfilled at " + place.name() + ", and nobody said what that is");
  }
}
