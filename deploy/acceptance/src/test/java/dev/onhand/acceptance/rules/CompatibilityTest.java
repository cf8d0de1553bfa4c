package dev.onhand.acceptance.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A published message may gain optional fields; nothing that readers rely on goes or changes its
/// type. Compared with the last release, a git tag `v…`.
class CompatibilityTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void schemas_are_backward_compatible_with_the_last_release() throws IOException {
    var release = Tree.git("describe", "--tags", "--abbrev=0", "--match", "v*");
    assumeTrue(release.isPresent(), "there is no release yet to be compatible with");
    var tag = release.get().strip();
    var broken = new ArrayList<String>();
    for (var file : Tree.git("ls-tree", "-r", "--name-only", tag).orElse("").lines().toList()) {
      if (file.matches("[\\w-]+-service/contract/.*\\.schema\\.json")) {
        var before = JSON.readTree(Tree.git("show", tag + ":" + file).orElseThrow());
        if (!java.nio.file.Files.exists(Tree.ROOT.resolve(file))) {
          broken.add(file + " is gone");
        } else {
          changes(before, JSON.readTree(Tree.read(file)), file, broken);
        }
      }
    }
    assertEquals(List.of(), broken, () -> "since " + tag);
  }

  @Test
  void a_new_optional_field_is_compatible() throws IOException {
    assertEquals(List.of(), changes("{'a':{'type':'string'}}", "{'a':{'type':'string'},'b':{}}"));
  }

  @Test
  void a_field_that_goes_or_changes_its_type_is_not() throws IOException {
    assertEquals(List.of("x/a is gone"), changes("{'a':{'type':'string'}}", "{'b':{}}"));
    assertEquals(
        List.of("x/a: type \"string\" became \"integer\""),
        changes("{'a':{'type':'string'}}", "{'a':{'type':'integer'}}"));
  }

  @Test
  void a_field_that_is_no_longer_promised_or_a_new_value_is_not() throws IOException {
    var before = JSON.readTree("{\"required\":[\"a\"],\"enum\":[\"A\"]}");
    var after = JSON.readTree("{\"required\":[],\"enum\":[\"A\",\"B\"]}");
    var broken = new ArrayList<String>();
    changes(before, after, "x", broken);
    assertEquals(List.of("x: a is no longer required", "x: new value \"B\""), broken);
  }

  private static List<String> changes(String before, String after) throws IOException {
    var broken = new ArrayList<String>();
    changes(
        JSON.readTree("{\"properties\":" + before.replace('\'', '"') + "}"),
        JSON.readTree("{\"properties\":" + after.replace('\'', '"') + "}"),
        "x",
        broken);
    return broken;
  }

  /// Readers rely on fields being there, on their types, and on knowing all values of an enum.
  private static void changes(JsonNode before, JsonNode after, String path, List<String> broken) {
    if (before.has("type") && !before.path("type").equals(after.path("type"))) {
      broken.add(path + ": type " + before.path("type") + " became " + after.path("type"));
    }
    var stillRequired = new TreeSet<String>();
    after.path("required").forEach(name -> stillRequired.add(name.asText()));
    before
        .path("required")
        .forEach(
            name -> {
              if (!stillRequired.contains(name.asText())) {
                broken.add(path + ": " + name.asText() + " is no longer required");
              }
            });
    if (before.has("enum")) {
      var known = new TreeSet<String>();
      before.path("enum").forEach(value -> known.add(value.toString()));
      after
          .path("enum")
          .forEach(
              value -> {
                if (!known.contains(value.toString())) {
                  broken.add(path + ": new value " + value);
                }
              });
    }
    children(before, after, path, broken);
  }

  private static void children(JsonNode before, JsonNode after, String path, List<String> broken) {
    for (var group : List.of("properties", "$defs")) {
      before
          .path(group)
          .properties()
          .forEach(
              field -> {
                var there = after.path(group).path(field.getKey());
                var name = path + "/" + field.getKey();
                if (there.isMissingNode()) {
                  broken.add(name + " is gone");
                } else {
                  changes(field.getValue(), there, name, broken);
                }
              });
    }
    if (before.has("items")) {
      changes(before.path("items"), after.path("items"), path + "[]", broken);
    }
  }
}
