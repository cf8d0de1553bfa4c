package dev.onhand.platform.inbox;

import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.event.StreamType;
import dev.onhand.platform.message.Envelope;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The messages and timers a service handles.
public final class Declarations {
  /// Handles one message inside the batch's transaction. Throw [WaitsFor] to park it, or
  /// `InvalidMessage` to make it a dead letter; a refused command is not an error.
  @FunctionalInterface
  public interface Handler<T> {
    void handle(Message<T> message, Work work) throws SQLException;
  }

  @FunctionalInterface
  public interface TimerHandler {
    void handle(Timer timer, Work work) throws SQLException;
  }

  /// Looks at the messages of one type in a batch before the first of them is handled, to load with
  /// a few statements what each would ask for by itself.
  @FunctionalInterface
  public interface Preparation<T> {
    void prepare(List<Message<T>> messages, Work work) throws SQLException;
  }

  record Declared<T>(
      Function<byte[], T> reader,
      Function<T, List<StreamRef>> streams,
      Preparation<T> preparation,
      Handler<T> handler) {
    Message<T> read(String topic, Envelope envelope) {
      return new Message<>(topic, envelope, reader.apply(envelope.data()));
    }
  }

  private final Map<String, Declared<?>> messages = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, StreamType<?, ?, ?>> streams = new HashMap<>();
  private final Map<String, TimerHandler> timers = new HashMap<>();

  /// `type` is `<service>.<Name>.v<N>`; `payload` a record of the fields this service reads, or
  /// `byte[]` for a handler that reads the data itself.
  public <T> void message(String type, Class<T> payload, Handler<T> handler) {
    messages(type, payload, _ -> List.of(), handler);
  }

  /// As above, and says which stream the message is for, so that a batch loads them all at once.
  public <T> void message(
      String type, Class<T> payload, Function<T, StreamRef> stream, Handler<T> handler) {
    messages(type, payload, read -> List.of(stream.apply(read)), handler);
  }

  /// As above, for messages that concern several streams.
  public <T> void messages(
      String type, Class<T> payload, Function<T, List<StreamRef>> streams, Handler<T> handler) {
    // A reader of its own (channel documents) gets the bytes as they came.
    Function<byte[], T> reader =
        payload == byte[].class ? payload::cast : data -> Json.read(data, payload);
    messages(type, reader, streams, (_, _) -> {}, handler);
  }

  /// As above, with a reader of the service's own and a look at all messages of a batch.
  public <T> void messages(
      String type,
      Function<byte[], T> reader,
      Function<T, List<StreamRef>> streams,
      Preparation<T> preparation,
      Handler<T> handler) {
    if (messages.put(type, new Declared<>(reader, streams, preparation, handler)) != null) {
      throw new IllegalStateException(type + " is declared twice");
    }
    names.add(Envelope.unversioned(type));
  }

  /// Names a kind of stream this service owns, so that its messages can be published again.
  public void stream(StreamType<?, ?, ?> type) {
    streams.put(type.kind(), type);
  }

  /// Handles the timer `name`, started by an effect; it is gone when the handler returns.
  public void timer(String name, TimerHandler handler) {
    if (timers.put(name, handler) != null) {
      throw new IllegalStateException("timer " + name + " is declared twice");
    }
  }

  Declared<?> message(String type) {
    return messages.get(type);
  }

  /// True when another version of this type is declared.
  boolean knowsOtherVersionOf(String type) {
    return names.contains(Envelope.unversioned(type));
  }

  TimerHandler timer(String name) {
    return timers.get(name);
  }

  Map<String, StreamType<?, ?, ?>> streams() {
    return Map.copyOf(streams);
  }
}
