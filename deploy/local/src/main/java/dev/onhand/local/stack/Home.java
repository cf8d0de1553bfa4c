package dev.onhand.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the stack keeps its data: `.onhand/` in the project, or ONHAND_HOME.
public record Home(Path directory) {
  public Path log(Part part) {
    return in("logs").resolve(part.label() + ".log");
  }

  Path pid(Part part) {
    return in("run").resolve(part.label() + ".pid");
  }

  Path data(Part part) {
    return in("data").resolve(part.label());
  }

  /// Generated configuration of processes; safe to delete when the stack is down.
  Path configuration(String name) {
    return in("conf").resolve(name);
  }

  /// AOT caches and unpacked binaries; safe to delete when the stack is down.
  Path cache(String name) {
    return in("cache").resolve(name);
  }

  public Path keys() {
    return in("keys");
  }

  /// Present once the connector was registered: from then on its slot must exist.
  Path registered(Part service) {
    return in("conf").resolve(service.connector() + ".registered");
  }

  private Path in(String folder) {
    try {
      return Files.createDirectories(directory.resolve(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory.resolve(folder), e);
    }
  }
}
