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

  /// The value as JSON again: numbers as they were written, texts escaped only where JSON asks.
  default String json() {
    var json = new StringBuilder();
    write(json);
    return json.toString();
  }

  private void write(StringBuilder json) {
    switch (this) {
      case Fields fields -> {
        var separator = "{";
        for (var field : fields.byName().entrySet()) {
          json.append(separator);
          quote(json, field.getKey());
          json.append(':');
          field.getValue().write(json);
          separator = ",";
        }
        json.append(fields.byName().isEmpty() ? "{}" : "}");
      }
      case Items items -> {
        var separator = "[";
        for (var item : items.all()) {
          json.append(separator);
          item.write(json);
          separator = ",";
        }
        json.append(items.all().isEmpty() ? "[]" : "]");
      }
      case Text text -> quote(json, text.value());
      case Number number -> json.append(number.literal());
      case Flag flag -> json.append(flag.value());
      case Null _ -> json.append("null");
    }
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
