package dev.onhand.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// A random password per database role, made once. The file has the form that `psql` reads with
/// PGPASSFILE, and only its owner may read it.
final class Passwords {
  static final String SUPERUSER = "postgres";

  /// Reads reporting's views, nothing else.
  static final String ANALYST = "analyst";

  /// Reads every table of every service.
  static final String AUDITOR = "auditor";

  private static final int PASSWORD_BYTES = 16;

  private final Map<String, String> byRole;

  private Passwords(Map<String, String> byRole) {
    this.byRole = byRole;
  }

  static Path file(Settings settings) {
    return settings.home().keys().resolve("pgpass");
  }

  static Passwords of(Settings settings) {
    var file = file(settings);
    var byRole = new LinkedHashMap<String, String>();
    try {
      if (Files.exists(file)) {
        for (var line : Files.readAllLines(file)) {
          var fields = line.split(":");
          byRole.put(fields[3], fields[4]);
        }
      } else {
        create(file, byRole);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or write " + file, e);
    }
    return new Passwords(byRole);
  }

  String of(String role) {
    var password = byRole.get(role);
    if (password == null) {
      throw new StackException("No password for database role " + role + " in keys/pgpass.");
    }
    return password;
  }

  private static void create(Path file, Map<String, String> byRole) throws IOException {
    var random = new SecureRandom();
    byRole.put(SUPERUSER, password(random));
    byRole.put(ANALYST, password(random));
    byRole.put(AUDITOR, password(random));
    for (var service : Part.services()) {
      byRole.put(service.database(), password(random));
    }
    var text = new StringBuilder();
    byRole.forEach((role, secret) -> text.append("*:*:*:" + role + ":" + secret + "\n"));
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  private static String password(SecureRandom random) {
    var bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
