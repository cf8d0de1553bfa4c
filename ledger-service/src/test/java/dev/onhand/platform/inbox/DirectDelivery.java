package dev.onhand.platform.inbox;

import dev.onhand.platform.message.Envelope;
import dev.onhand.platform.work.Work;
import dev.onhand.testkit.TestMessage;
import java.sql.SQLException;

/// Hands messages to handlers without a broker. It stands in the inbox's package to reach what was
/// declared; duplicates, order and parking are the caller's.
public final class DirectDelivery {

  private final Declarations declarations = new Declarations();

  public DirectDelivery(MessageHandlers... handlers) {
    for (MessageHandlers some : handlers) {
      some.declare(declarations);
    }
  }

  /// Runs the handler of the message's type. What it throws comes out as it is.
  public void deliver(TestMessage message, Work work) throws SQLException {
    handle(declarations.message(message.type()), message, work);
  }

  /// What a parked message waits for.
  public static String key(WaitsFor waits) {
    return waits.key();
  }

  private static <T> void handle(Declarations.Declared<T> declared, TestMessage message, Work work)
      throws SQLException {
    Envelope envelope = Envelope.read(message.headers(), message.value());
    declared.streams().apply(declared.read("test", envelope).payload());
    declared.handler().handle(declared.read("test", envelope), work);
  }
}
