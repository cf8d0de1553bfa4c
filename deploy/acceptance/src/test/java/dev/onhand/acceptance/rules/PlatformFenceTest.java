package dev.onhand.acceptance.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The platform library is fenced: it grows neither in size nor in knowledge of the business.
class PlatformFenceTest {

  private static final int LINES_MAX = 3_000;
  private static final String MAIN = "deploy/platform/src/main";

  private static final Pattern DOMAIN_NOUN =
      Pattern.compile(
          "(?i)\\b(sku|warehouse|shipment|refund|invoice|customer|supplier|purchase|carrier"
              + "|fulfil\\w*|reservation|journal|posting|procurement|inventory)s?\\b");

  @Test
  void it_has_no_noun_of_the_business_in_its_code() {
    var found = new ArrayList<String>();
    for (var file : Tree.javaSources(MAIN)) {
      var lines = Tree.read(file).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        // a comment may take its example from the business, and WAREHOUSE is a role
        var code =
            lines.get(i).replaceAll("//.*", "").replaceAll("\\bWAREHOUSE\\b|\"warehouse\"", "");
        var matcher = DOMAIN_NOUN.matcher(code);
        if (matcher.find()) {
          found.add("%s:%d %s".formatted(file, i + 1, matcher.group()));
        }
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void it_is_small() {
    long lines =
        Tree.files(MAIN).stream()
            .filter(file -> file.toString().matches(".*\\.(java|sql)"))
            .mapToLong(file -> Tree.read(file).lines().filter(PlatformFenceTest::isCode).count())
            .sum();
    assertTrue(lines <= LINES_MAX, () -> lines + " lines of " + LINES_MAX);
  }

  /// Comments and imports are free: nobody should save on the first to keep the second.
  private static boolean isCode(String line) {
    return !line.isBlank() && !line.strip().matches("(//|--|import |package ).*");
  }

  @Test
  void every_class_of_it_is_named_by_a_test() {
    var tests =
        Tree.javaSources("deploy/platform").stream()
            .filter(file -> file.toString().contains("/src/test/"))
            .map(Tree::read)
            .collect(Collectors.joining("\n"));
    var untested = new ArrayList<String>();
    for (var file : Tree.javaSources(MAIN)) {
      var name = file.getFileName().toString().replace(".java", "");
      if (!name.equals("package-info") && !tests.contains(name)) {
        untested.add(name);
      }
    }
    assertEquals(List.of(), untested);
  }

  @Test
  void it_depends_on_no_service() {
    for (var file : Tree.javaSources(MAIN)) {
      var text = Tree.read(file);
      assertTrue(
          Pattern.compile("import dev\\.onhand\\.(\\w+)")
              .matcher(text)
              .results()
              .allMatch(found -> found.group(1).equals("platform")),
          file::toString);
    }
  }
}
