package dev.onhand.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.platform.message.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The stored names of one sealed family of events: `SimpleName.v1`. When an event changes shape,
/// its record is stored under a new name ([#name]) and [#upcast] turns the JSON of the old name
/// into that of the new one.
public final class EventTypes<E> {
  private static final String FIRST_VERSION = ".v1";

  private final Class<E> family;
  private final Map<String, Class<? extends E>> classes = new HashMap<>();
  private final Map<Class<?>, String> names = new HashMap<>();
  private final Map<String, Upcast> upcasts = new HashMap<>();

  private record Upcast(String to, UnaryOperator<JsonNode> change) {}

  private EventTypes(Class<E> family) {
    this.family = family;
    add(family);
    if (classes.isEmpty()) throw new IllegalArgumentException(family + " has no event records");
  }

  public static <E> EventTypes<E> of(Class<E> sealedFamily) {
    return new EventTypes<>(sealedFamily);
  }

  private void add(Class<?> type) {
    if (type.isSealed()) {
      for (var permitted : type.getPermittedSubclasses()) add(permitted);
      return;
    }
    var name = type.getSimpleName() + FIRST_VERSION;
    if (classes.put(name, type.asSubclass(family)) != null) {
      throw new IllegalArgumentException("two events are named " + name);
    }
    names.put(type, name);
  }

  /// Stores `type` under `name` (`OrderPlaced.v2`) from now on; the old name needs an upcast.
  public EventTypes<E> name(Class<? extends E> type, String name) {
    classes.remove(names.put(type, name));
    classes.put(name, type);
    return this;
  }

  /// Reads events stored as `from` as `to`, a name of this family or of another upcast.
  public EventTypes<E> upcast(String from, String to, UnaryOperator<JsonNode> change) {
    upcasts.put(from, new Upcast(to, change));
    return this;
  }

  public String nameOf(E event) {
    var name = names.get(event.getClass());
    if (name == null) throw new IllegalArgumentException("undeclared event " + event.getClass());
    return name;
  }

  /// Reads a stored event. An unknown name is a bug or a missing upcast, never skipped.
  public E read(String name, String json) {
    try {
      var known = classes.get(name);
      if (known != null) return Json.mapper().readValue(json, known);
      var node = Json.mapper().readTree(json);
      for (var step = upcasts.get(name); step != null; step = upcasts.get(step.to())) {
        node = step.change().apply(node);
        known = classes.get(step.to());
        if (known != null) return Json.mapper().treeToValue(node, known);
      }
      throw new IllegalStateException("no event of " + family.getName() + " is named " + name);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored event " + name + " cannot be read: " + json, e);
    }
  }
}
