package dev.onhand.inventory.masterdata;

import dev.onhand.inventory.codec.CommandJson;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.work.Work;

/// Tells the stock ledger something, through the outbox: the command is sent when, and only when,
/// the transaction that caused it commits.
public final class StockCommands {
  /// The message's own headers say who and why; the ledger reads them there.
  public static final Cause BY_HEADERS = new Cause("", "", "", 0);

  private StockCommands() {}

  /// @param subject what the command is about; commands of one subject stay in order
  public static void send(Work work, String subject, StockCommand command) {
    work.effect(
        new Effect.Publish(
            Topics.COMMANDS,
            command.pool(),
            subject,
            CommandJson.type(command),
            CommandJson.payload(command)));
  }
}
