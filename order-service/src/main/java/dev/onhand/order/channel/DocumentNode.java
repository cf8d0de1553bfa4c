package dev.onhand.order.channel;

import java.util.List;
import java.util.Map;

/// A JSON value as it was written: numbers are their literal text, until a field says what they
/// may be.
sealed interface DocumentNode {
  record Fields(Map<String, DocumentNode> byName) implements DocumentNode {}

  record Items(List<DocumentNode> all) implements DocumentNode {}

  record Text(String value) implements DocumentNode {}

  record Number(String literal) implements DocumentNode {}

  record Flag(boolean value) implements DocumentNode {}

  record Null() implements DocumentNode {}

  Null NULL = new Null();

  /// For messages to people: what kind of value stands here.
  default String kind() {
    return switch (this) {
      case Fields _ -> "an object";
      case Items _ -> "an array";
      case Text _ -> "a string";
      case Number _ -> "a number";
      case Flag _ -> "a boolean";
      case Null _ -> "null";
    };
  }
}
