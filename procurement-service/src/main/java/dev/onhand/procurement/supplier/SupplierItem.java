package dev.onhand.procurement.supplier;

import dev.onhand.platform.event.Current;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// An item as a supplier sells it. Its history is a stream with the id `supplierId/sku`.
///
/// @param minimumQuantity least quantity of an order line
/// @param orderMultiple order lines are whole multiples of it
/// @param leadTimeDays null when the supplier's own counts
/// @param rank which supplier of the item to prefer: the lowest
record SupplierItem(
    String supplierId,
    String sku,
    Money unitCost,
    long minimumQuantity,
    long orderMultiple,
    Integer leadTimeDays,
    int rank) {

  sealed interface ItemEvent {
    record SupplierItemDefined(SupplierItem item, Instant definedAt) implements ItemEvent {}
  }

  record DefineItem(SupplierItem item, Instant at) {}

  static final StreamType<DefineItem, Optional<SupplierItem>, ItemEvent> STREAM =
      StreamType.<DefineItem, Optional<SupplierItem>, ItemEvent>named(
              "supplier-item", ItemEvent.class)
          .initial(Optional.empty())
          .decide(SupplierItem::decide)
          .evolve(SupplierItem::evolve)
          .project(SupplierItem::save)
          .build();

  static Decision<ItemEvent> decide(DefineItem command, Optional<SupplierItem> known) {
    if (known.filter(command.item()::equals).isPresent()) return Decision.accept();
    return Decision.accept(new ItemEvent.SupplierItemDefined(command.item(), command.at()));
  }

  static Optional<SupplierItem> evolve(Optional<SupplierItem> known, ItemEvent event) {
    return switch (event) {
      case ItemEvent.SupplierItemDefined defined -> Optional.of(defined.item());
    };
  }

  private static void save(Connection connection, List<Current<Optional<SupplierItem>>> changed)
      throws SQLException {
    var sql =
        """
        insert into supplier_item (supplier_id, sku, currency, unit_cost_minor,
          minimum_quantity, order_multiple, lead_time_days, rank)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (supplier_id, sku) do update set currency = excluded.currency,
          unit_cost_minor = excluded.unit_cost_minor,
          minimum_quantity = excluded.minimum_quantity,
          order_multiple = excluded.order_multiple,
          lead_time_days = excluded.lead_time_days, rank = excluded.rank
        """;
    try (var statement = connection.prepareStatement(sql)) {
      for (var current : changed) {
        var item = current.state().orElseThrow();
        statement.setString(1, item.supplierId());
        statement.setString(2, item.sku());
        statement.setString(3, item.unitCost().getCurrencyUnit().getCode());
        statement.setLong(4, item.unitCost().getAmountMinorLong());
        statement.setLong(5, item.minimumQuantity());
        statement.setLong(6, item.orderMultiple());
        if (item.leadTimeDays() == null) statement.setNull(7, Types.INTEGER);
        else statement.setInt(7, item.leadTimeDays());
        statement.setInt(8, item.rank());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
