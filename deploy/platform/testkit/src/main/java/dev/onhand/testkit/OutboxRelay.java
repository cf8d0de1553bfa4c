package dev.onhand.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Forwards what [OutboxCapture] captured to Kafka, with the headers that Debezium would give it,
/// for tests in which messages must flow and no connector runs. Order per key is kept.
///
/// What it does not claim: it is not durable. A message taken and not sent is lost with the test.
public final class OutboxRelay implements AutoCloseable {

  private static final int BATCH_MESSAGES_MAX = 500;
  private static final int PAUSE_MS = 50;

  private final OutboxCapture capture;
  private final Messages messages = Messages.connect();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private OutboxRelay(OutboxCapture capture) {
    this.capture = capture;
    thread = Thread.ofPlatform().daemon().name("outbox-relay").start(this::run);
  }

  /// Starts forwarding.
  public static OutboxRelay start(OutboxCapture capture) {
    return new OutboxRelay(capture);
  }

  private void run() {
    try {
      while (!closing.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
        for (var message : capture.takeUnforwarded(BATCH_MESSAGES_MAX)) {
          messages.send(message.topic(), message);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    messages.close();
  }
}
