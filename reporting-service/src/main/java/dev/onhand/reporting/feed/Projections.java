package dev.onhand.reporting.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The projections: SQL files that turn the rows of the temporary table `incoming` into read
/// models. A file names the message types it reads in lines `-- reads: …` (`*` stands for any
/// service) and runs only for a batch that has one of them.
///
/// Versions are exact: a message whose name is declared in another version is refused, never
/// guessed.
final class Projections {
  private static final String READS = "-- reads: ";
  private static final List<String> FILES =
      List.of(
          "10_orders",
          "20_stock",
          "30_fulfillment",
          "40_journal",
          "50_returns",
          "60_purchasing",
          "70_exceptions");

  private final List<Projection> projections = FILES.stream().map(Projections::load).toList();

  private record Projection(String name, Set<String> types, String sql) {
    boolean reads(Set<String> present) {
      return present.stream().anyMatch(this::reads);
    }

    boolean reads(String type) {
      return types.contains(type) || types.contains("*" + type.substring(type.indexOf('.')));
    }
  }

  /// Runs the projections that read one of these types, over what stands in `incoming`.
  void run(Connection connection, Set<String> types) throws SQLException {
    for (var projection : projections) {
      if (!projection.reads(types)) continue;
      try (var statement = connection.createStatement()) {
        statement.execute(projection.sql());
      }
    }
  }

  /// Whether a projection reads this type in another version than this one.
  boolean knowsOnlyOtherVersions(String type) {
    if (declares(type)) return false;
    var name = unversioned(type);
    return declared().anyMatch(declared -> matches(unversioned(declared), name));
  }

  private boolean declares(String type) {
    return type.indexOf('.') >= 0 && projections.stream().anyMatch(p -> p.reads(type));
  }

  /// In the order in which they happen.
  Stream<String> declared() {
    return projections.stream().flatMap(projection -> projection.types().stream());
  }

  private static boolean matches(String declared, String name) {
    return declared.equals(name)
        || declared.startsWith("*") && name.endsWith(declared.substring(1));
  }

  private static String unversioned(String type) {
    return type.replaceFirst("\\.v\\d+$", "");
  }

  private static Projection load(String name) {
    var path = "/projection/" + name + ".sql";
    try (InputStream file = Projections.class.getResourceAsStream(path)) {
      if (file == null) throw new IllegalStateException("no " + path);
      var sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      var types = new LinkedHashSet<String>();
      var statements = new ArrayList<String>();
      for (var line : sql.lines().toList()) {
        if (line.startsWith(READS)) {
          types.addAll(List.of(line.substring(READS.length()).trim().split(" +")));
        } else if (!line.startsWith("--")) {
          statements.add(line);
        }
      }
      return new Projection(
          name, Collections.unmodifiableSet(types), String.join("\n", statements));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
