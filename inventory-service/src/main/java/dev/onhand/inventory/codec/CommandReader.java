package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.platform.message.Envelope;
import dev.onhand.platform.message.InvalidMessage;
import java.time.DateTimeException;
import java.util.Map;

/// Reads a record of `inventory.commands`.
public final class CommandReader {
  /// The content type of the binary form.
  public static final String BINARY = "application/vnd.onhand.stock-command";

  private CommandReader() {}

  /// @param headers of the record; the binary form needs none
  /// @param atMs the record's own time: when the command was issued, if it does not say so
  /// @throws InvalidMessage if it is no command
  public static StockCommand read(Map<String, String> headers, byte[] value, long atMs) {
    return value != null && value.length > 0 && value[0] > 0 && value[0] <= CommandBytes.VERSION
        ? readBytes(value)
        : readJson(Envelope.read(headers, value), atMs);
  }

  private static StockCommand readBytes(byte[] value) {
    try {
      ByteReader in = new ByteReader(value);
      StockCommand command = CommandBytesReader.read(in);
      CommandCheck check = in.isPlain() ? CommandCheck.PLAIN : CommandCheck.WHOLE;
      check.cause(command.cause());
      check.content(command);
      return command;
    } catch (MalformedBytes e) {
      throw new InvalidMessage("MALFORMED_BYTES", "", e.getMessage());
    }
  }

  private static StockCommand readJson(Envelope envelope, long atMs) {
    Cause cause = cause(envelope, atMs);
    CommandCheck.WHOLE.cause(cause);
    if (envelope.type().equals(CommandJson.RESERVE)) {
      StockCommand reserve = ReserveJson.read(cause, envelope.data());
      if (reserve != null) {
        CommandCheck.PLAIN.content(reserve);
        return reserve;
      }
    }
    StockCommand command = CommandJson.read(envelope.type(), cause, envelope.data());
    CommandCheck.WHOLE.content(command);
    return command;
  }

  private static Cause cause(Envelope envelope, long atMs) {
    String actor = envelope.actor() == null ? envelope.source() : envelope.actor();
    return new Cause(envelope.id(), envelope.correlationId(), actor, issuedAt(envelope, atMs));
  }

  private static long issuedAt(Envelope envelope, long atMs) {
    if (envelope.time() == null) {
      return atMs;
    }
    try {
      return InstantText.ms(envelope.time());
    } catch (DateTimeException | ArithmeticException e) {
      throw new InvalidMessage("NOT_A_CLOUDEVENT", "ce_time", "send an instant in UTC");
    }
  }
}
