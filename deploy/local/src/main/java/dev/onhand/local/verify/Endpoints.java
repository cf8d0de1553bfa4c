package dev.onhand.local.verify;

import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the auditor reads.
///
/// @param bootstrapServers of the broker
/// @param databases by the short name of their service (`order`)
/// @param server any database of the server, for its replication slots
public record Endpoints(String bootstrapServers, Map<String, Database> databases, Database server) {

  private static final String AUDITOR = "auditor";
  private static final int PGPASS_PASSWORD = 4;

  /// The local stack, as its settings describe it.
  ///
  /// @throws AuditException when the stack was never started here
  public static Endpoints of(Settings settings) {
    var password = password(settings);
    var databases = new LinkedHashMap<String, Database>();
    for (var service : Part.services()) {
      if (settings.isBuilt(service)) {
        var url = settings.jdbcUrl(service.database());
        databases.put(service.shortName(), new Database(url, AUDITOR, password));
      }
    }
    var server = new Database(settings.jdbcUrl("postgres"), AUDITOR, password);
    return new Endpoints(settings.kafka(), databases, server);
  }

  /// One service alone: what the others owe is neither waited for nor compared.
  public Endpoints only(Part service) {
    var name = service.shortName();
    return new Endpoints(bootstrapServers, Map.of(name, databases.get(name)), server);
  }

  /// Whether a consumer group or a slot is that of a service that is not looked at.
  boolean isLeftOut(String owner) {
    return Part.services().stream()
        .map(Part::shortName)
        .filter(name -> !databases.containsKey(name))
        .anyMatch(name -> owner.startsWith(name + "-") || owner.startsWith(name + "_"));
  }

  Optional<Database> of(String service) {
    return Optional.ofNullable(databases.get(service));
  }

  private static String password(Settings settings) {
    var file = settings.home().keys().resolve("pgpass");
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.split(":"))
          .filter(fields -> fields[PGPASS_PASSWORD - 1].equals(AUDITOR))
          .map(fields -> fields[PGPASS_PASSWORD])
          .findFirst()
          .orElseThrow(() -> new AuditException("no role auditor in " + file, null));
    } catch (IOException e) {
      throw new AuditException("nothing runs here: ./onhand up was never called (" + file + ")", e);
    }
  }
}
