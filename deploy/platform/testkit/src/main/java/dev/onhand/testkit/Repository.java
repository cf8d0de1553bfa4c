package dev.onhand.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the repository is on this machine.
public final class Repository {

  private Repository() {}

  /// The folder of the root `pom.xml`: the system property `onhand.root`, else found by walking up.
  ///
  /// @throws IllegalStateException when there is none above the working folder
  public static Path root() {
    var given = System.getProperty("onhand.root");
    if (given != null && isRoot(Path.of(given))) {
      return Path.of(given);
    }
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (isRoot(folder)) {
        return folder;
      }
    }
    throw new IllegalStateException("not inside the repository; set -Donhand.root");
  }

  private static boolean isRoot(Path folder) {
    return Files.isRegularFile(folder.resolve("pom.xml"))
        && Files.isDirectory(folder.resolve("deploy/platform"));
  }
}
