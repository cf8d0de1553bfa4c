package dev.onhand.ledger;

import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import java.util.HashMap;
import java.util.Map;

/// The services and outside parties that tell the ledger of facts: the platform's own number their
/// messages per topic and subject, the payment provider does not.
final class Senders {

  static final String PAYMENTS = "payment.events";

  private final Messages messages;
  private final Map<String, Long> sequences = new HashMap<>();

  Senders(Messages messages) {
    this.messages = messages;
  }

  /// Gives the message its place in the sequence. A message is told once and may be sent often.
  TestMessage tell(String topic, String type, String subject, Object payload) {
    return tell(topic, TestMessage.of(type, subject, payload));
  }

  TestMessage tell(String topic, TestMessage message) {
    if (topic.equals(PAYMENTS)) {
      return message;
    }
    long sequence = sequences.merge(topic + "/" + message.subject(), 1L, Long::sum);
    return message.fromService(sequence);
  }

  void send(String topic, TestMessage... told) {
    messages.send(topic, told);
  }
}
