package dev.onhand.acceptance.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.testkit.SourceScan;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  private static final Set<String> TOP_LEVEL =
      Set.of(
          "deploy",
          "pom.xml",
          "README.md",
          "onhand",
          "LICENSE",
          "CONTRIBUTING.md",
          "CHANGELOG.md",
          ".editorconfig",
          ".gitignore",
          ".ci");

  private static final Set<String> DEPLOY =
      Set.of(
          "platform",
          "local",
          "acceptance",
          "bench",
          "connect",
          "kubernetes",
          "observability",
          "docs");

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?dev\\.onhand\\.(\\w+)\\.");

  private static final Pattern MODULE =
      Pattern.compile("<artifactId>((?:onhand-\\w+)|(?:\\w+-service))</artifactId>");

  private static final int RECORDS_MAX = 20;

  @Test
  void nothing_else_stands_at_the_top() {
    var top = new TreeSet<String>();
    Tree.files(".").forEach(file -> top.add(file.getName(0).toString()));
    top.removeAll(TOP_LEVEL);
    top.removeAll(Tree.SERVICES);
    assertEquals(Set.of(), top);
  }

  @Test
  void deploy_has_the_folders_of_the_design() {
    var folders = new TreeSet<String>();
    Tree.files("deploy").forEach(file -> folders.add(file.getName(1).toString()));
    folders.removeAll(DEPLOY);
    assertEquals(Set.of(), folders);
  }

  @Test
  void sources_keep_lengths_names_and_words() {
    var files = Tree.files(".").stream().map(Tree.ROOT::resolve).toList();
    Ratchet.read().assertKept(SourceScan.scan(Tree.ROOT, files));
  }

  @Test
  void every_package_of_a_service_with_several_classes_says_what_it_is() {
    var without = new ArrayList<String>();
    for (var service : Tree.SERVICES) {
      var packages = new TreeSet<java.nio.file.Path>();
      Tree.javaSources(service + "/src/main").forEach(file -> packages.add(file.getParent()));
      for (var folder : packages) {
        boolean says = Files.exists(Tree.ROOT.resolve(folder).resolve("package-info.java"));
        long classes =
            Tree.javaSources(service + "/src/main").stream()
                .filter(file -> file.getParent().equals(folder))
                .count();
        if (!says && classes >= 3) {
          without.add(folder + " has no package-info.java");
        }
      }
    }
    assertEquals(List.of(), without);
  }

  @Test
  void services_use_no_code_of_each_other() {
    var foreign = new ArrayList<String>();
    for (var service : Tree.SERVICES) {
      var own = service.replace("-service", "");
      for (var file : Tree.javaSources(service)) {
        IMPORT
            .matcher(Tree.read(file))
            .results()
            .map(found -> found.group(1))
            .filter(owner -> !Set.of(own, "platform", "testkit").contains(owner))
            .forEach(owner -> foreign.add(file + " imports from " + owner));
      }
    }
    assertEquals(List.of(), foreign);
  }

  @Test
  void services_depend_on_the_platform_and_the_test_kit_only() {
    for (var service : Tree.SERVICES) {
      var modules = new TreeSet<String>();
      MODULE
          .matcher(Tree.read(service + "/pom.xml"))
          .results()
          .forEach(found -> modules.add(found.group(1)));
      modules.removeAll(Set.of(service, "onhand-platform", "onhand-testkit"));
      assertEquals(Set.of(), modules, service);
    }
  }

  @Test
  void every_service_has_a_page_that_says_what_it_owns_and_how_to_run_it() {
    for (var service : Tree.SERVICES) {
      var page = Tree.read(service + "/README.md");
      for (var part : List.of("Owns", "Consumes", "Publishes", "Run", "Test")) {
        assertTrue(
            Pattern.compile("(?im)^(#+ (.* )?|\\*\\*|\\| *)?" + part).matcher(page).find(),
            () -> service + "/README.md does not say: " + part);
      }
    }
  }

  @Test
  void documents_of_the_whole_are_there() {
    for (var document : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE")) {
      assertTrue(!Tree.read(document).isBlank(), document);
    }
  }

  @Test
  void decisions_are_few_numbered_and_name_what_they_cost() {
    var records =
        Tree.files("deploy/docs/adr").stream()
            .filter(file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"))
            .toList();
    assertTrue(!records.isEmpty() && records.size() <= RECORDS_MAX, records::toString);
    for (var record : records) {
      var text = Tree.read(record).toLowerCase(java.util.Locale.ROOT);
      assertTrue(text.contains("cost") || text.contains("consequence"), () -> record + ": cost");
      assertTrue(text.contains("rejected"), () -> record + " names no rejected option");
    }
  }
}
