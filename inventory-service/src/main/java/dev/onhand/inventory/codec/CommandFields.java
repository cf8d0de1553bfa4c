package dev.onhand.inventory.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The fields of a command's JSON, read in one pass. Fields nobody asks for are ignored; those
/// asked for must be there and of the right kind.
final class CommandFields {
  /// Stands for whatever is no text and no whole number.
  private static final Object OTHER = new Object();

  private final Map<String, Object> values = new HashMap<>();
  private Map<String, List<CommandFields>> lists = Map.of();

  /// @throws InvalidMessage if this is not one JSON object
  static CommandFields read(byte[] json) {
    try (JsonParser parser = Json.mapper().getFactory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidMessage("MALFORMED_JSON", "", "send a JSON object");
      }
      CommandFields fields = object(parser);
      if (parser.nextToken() != null) {
        throw new InvalidMessage("MALFORMED_JSON", "", "send one JSON object and nothing behind");
      }
      return fields;
    } catch (JsonProcessingException e) {
      throw new InvalidMessage("MALFORMED_JSON", "", e.getOriginalMessage());
    } catch (IOException e) {
      throw new InvalidMessage("MALFORMED_JSON", "", "send UTF-8: " + e.getMessage());
    }
  }

  private static CommandFields object(JsonParser parser) throws IOException {
    CommandFields fields = new CommandFields();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      switch (parser.nextToken()) {
        case VALUE_STRING -> fields.values.put(name, parser.getText());
        case VALUE_NUMBER_INT -> fields.values.put(name, parser.getLongValue());
        case START_ARRAY -> array(name, fields, parser);
        case VALUE_TRUE -> fields.values.put(name, true);
        case VALUE_FALSE -> fields.values.put(name, false);
        case VALUE_NULL -> {}
        default -> {
          fields.values.put(name, OTHER);
          parser.skipChildren();
        }
      }
    }
    return fields;
  }

  /// An array of objects or of texts; of others only that it is one.
  private static void array(String name, CommandFields into, JsonParser parser) throws IOException {
    List<CommandFields> objects = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int size = 0;
    for (; parser.nextToken() != JsonToken.END_ARRAY; size++) {
      switch (parser.currentToken()) {
        case START_OBJECT -> objects.add(object(parser));
        case VALUE_STRING -> texts.add(parser.getText());
        default -> parser.skipChildren();
      }
    }
    into.values.put(name, OTHER);
    if (objects.size() == size) {
      into.lists = into.lists.isEmpty() ? new HashMap<>() : into.lists;
      into.lists.put(name, objects);
    }
    if (texts.size() == size) {
      into.values.put(name, texts);
    }
  }

  String text(String name) {
    if (values.get(name) instanceof String text) {
      return text;
    }
    throw invalid(name, "send a text");
  }

  /// A text that may be absent: then it is empty.
  String textOrEmpty(String name) {
    return values.containsKey(name) ? text(name) : "";
  }

  long number(String name) {
    if (values.get(name) instanceof Long number) {
      return number;
    }
    throw invalid(name, "send a whole number");
  }

  boolean flag(String name) {
    if (values.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw invalid(name, "send true or false");
  }

  int smallNumber(String name) {
    long number = number(name);
    if (number != (int) number) {
      throw invalid(name, "send a smaller number");
    }
    return (int) number;
  }

  /// Milliseconds since 1970, 0 where absent.
  long time(String name) {
    if (!values.containsKey(name)) {
      return 0;
    }
    try {
      return InstantText.ms(text(name));
    } catch (DateTimeException | ArithmeticException e) {
      throw invalid(name, "send an instant such as 2026-03-02T12:00:00Z");
    }
  }

  <E extends Enum<E>> E oneOf(String name, E[] values) {
    String text = text(name);
    for (E value : values) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    throw invalid(name, "send one of " + List.of(values));
  }

  List<CommandFields> lines() {
    return objects("lines");
  }

  List<CommandFields> objects(String name) {
    if (lists.get(name) == null) {
      throw invalid(name, "send an array of objects");
    }
    return lists.get(name);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /// Objects that may be absent: then there are none.
  List<CommandFields> objectsOrNone(String name) {
    return has(name) ? objects(name) : List.of();
  }

  /// Texts that may be absent: then there are none.
  List<String> textsOrNone(String name) {
    if (!has(name)) {
      return List.of();
    }
    if (values.get(name) instanceof List<?> texts) {
      return texts.stream().map(String.class::cast).toList();
    }
    throw invalid(name, "send an array of texts");
  }

  static InvalidMessage invalid(String field, String fix) {
    return new InvalidMessage("SCHEMA_VIOLATION", field, fix);
  }
}
