package dev.onhand.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// One sentence of cause and effect: whenever one of the causes was published, each of its keys is
/// answered by an effect with the same key, or its reader has a dead letter of it.
///
/// @param service who has to bring the effect about
/// @param backwards whether an effect without a cause is wrong too
record Rule(
    String service,
    Set<String> causes,
    Keys causeKeys,
    Set<String> effects,
    Keys effectKeys,
    boolean backwards) {

  /// The keys of a payload, none where the message does not concern the rule.
  interface Keys extends Function<JsonNode, List<String>> {}

  static Rule from(String service, Keys keys, String... causes) {
    return new Rule(service, Set.of(causes), keys, Set.of(), keys, false);
  }

  /// The effect carries its key elsewhere.
  Rule to(Keys keys, String... effects) {
    return new Rule(service, causes, causeKeys, Set.of(effects), keys, backwards);
  }

  /// The effect carries its key in the same fields.
  Rule to(String... effects) {
    return to(causeKeys, effects);
  }

  Rule andNeverWithout() {
    return new Rule(service, causes, causeKeys, effects, effectKeys, true);
  }

  @Override
  public String toString() {
    return String.join(" | ", causes) + " -> " + String.join(" | ", effects);
  }

  /// One key of these fields, joined by slashes; none when one of them is missing.
  static Keys fields(String... names) {
    return data -> {
      var parts = new ArrayList<String>();
      for (var name : names) {
        if (!data.hasNonNull(name)) {
          return List.of();
        }
        parts.add(data.path(name).asText());
      }
      return List.of(String.join("/", parts));
    };
  }

  /// One key per distinct line of a list: fields of the message, then fields of the line.
  static Keys lines(String list, List<String> message, String... line) {
    var head = fields(message.toArray(String[]::new));
    var tail = fields(line);
    return data ->
        head.apply(data).stream()
            .flatMap(
                first ->
                    elements(data.path(list))
                        .flatMap(element -> tail.apply(element).stream())
                        .map(last -> first + "/" + last))
            .distinct()
            .toList();
  }

  /// Only messages whose field has one of these values.
  static Keys where(String field, Set<String> values, Keys keys) {
    return data -> values.contains(data.path(field).asText()) ? keys.apply(data) : List.of();
  }

  static Stream<JsonNode> elements(JsonNode list) {
    var elements = new ArrayList<JsonNode>();
    list.forEach(elements::add);
    return elements.stream();
  }
}
