package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceScanTest {

  @TempDir Path root;

  private List<String> rulesBroken(String file, String text) throws IOException {
    var path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return SourceScan.scan(root, "").stream().map(SourceScan.Violation::rule).toList();
  }

  @Test
  void clean_code_breaks_no_rule() throws IOException {
    assertEquals(
        List.of(),
        rulesBroken("order-service/src/main/java/Order.java", "record Order(String id) {}\n"));
  }

  @Test
  void a_line_has_100_columns_at_most() throws IOException {
    var line = "// " + "ü".repeat(97);
    assertEquals(List.of(), rulesBroken("a/A.java", line + "\nclass A {}\n"));
    assertEquals(List.of("line-length"), rulesBroken("a/A.java", line + "ü\nclass A {}\n"));
  }

  @Test
  void a_method_has_70_lines_at_most() throws IOException {
    var start = "class A {\n  void longest() {\n";
    assertEquals(List.of(), rulesBroken("a/A.java", start + "\n".repeat(68) + "  }\n}\n"));
    assertEquals(
        List.of("method-length"), rulesBroken("a/A.java", start + "\n".repeat(69) + "  }\n}\n"));
  }

  @Test
  void a_file_has_500_lines_at_most() throws IOException {
    assertEquals(List.of("file-length"), rulesBroken("a/V1.sql", "--\n".repeat(501)));
  }

  @Test
  void empty_words_are_banned_in_type_names_but_not_inside_a_word() throws IOException {
    assertEquals(List.of(), rulesBroken("a/Database.java", "class Database {}\n"));
    assertEquals(
        List.of("banned-name"), rulesBroken("a/Database.java", "class OrderDataStore {}\n"));
    assertEquals(
        List.of("banned-name"),
        rulesBroken("a/Database.java", "class A { void setOrderStatus() {} }\n"));
  }

  @Test
  void tests_may_be_named_as_they_like() throws IOException {
    assertEquals(
        List.of(), rulesBroken("order-service/src/test/java/A.java", "class OrderTestHelper {}\n"));
  }

  @Test
  void left_over_marks_are_found_in_any_text() throws IOException {
    assertEquals(List.of("left-over"), rulesBroken("README.md", "later: TO" + "DO explain\n"));
  }

  @Test
  void a_service_does_not_write_to_the_console() throws IOException {
    var text = "class A { void a() { System." + "out.println(1); } }\n";
    assertEquals(List.of("console"), rulesBroken("order-service/src/main/java/A.java", text));
  }

  @Test
  void a_command_line_tool_may_write_to_the_console() throws IOException {
    var text = "class A { void a() { System." + "out.println(1); } }\n";
    assertEquals(List.of(), rulesBroken("deploy/local/src/main/java/A.java", text));
  }

  @Test
  void tests_wait_for_conditions_and_do_not_sleep() throws IOException {
    var text = "class A { void a() throws Exception { Thread." + "sleep(1); } }\n";
    assertEquals(List.of("sleep-in-test"), rulesBroken("order-service/src/test/java/A.java", text));
  }

  @Test
  void paths_of_one_machine_and_registry_hosts_are_found() throws IOException {
    assertEquals(List.of("machine-path"), rulesBroken("README.md", "see /ro" + "ot/project\n"));
    assertEquals(
        List.of("registry-host"), rulesBroken("README.md", "https://ne" + "xus.corp/maven2\n"));
  }

  @Test
  void build_output_is_not_scanned() throws IOException {
    assertEquals(List.of(), rulesBroken("a/target/A.java", "class OrderManager {}\n"));
  }
}
