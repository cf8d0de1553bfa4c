package dev.onhand.platform.inbox;

import java.util.Set;

/// Which topics are written by parties outside the platform: their messages need not carry a
/// sequence, and their claims about the actor are not believed.
record InboxSettings(Set<String> outsideTopics) {
  boolean isOutside(String topic) {
    return outsideTopics.contains(topic);
  }
}
