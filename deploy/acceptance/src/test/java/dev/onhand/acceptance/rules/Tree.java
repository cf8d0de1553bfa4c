package dev.onhand.acceptance.rules;

import dev.onhand.testkit.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The repository as the tests see it: what git knows of, or would know after `git add`.
final class Tree {
  static final Path ROOT = Repository.root();

  static final List<String> SERVICES =
      List.of(
          "order-service",
          "inventory-service",
          "fulfillment-service",
          "procurement-service",
          "returns-service",
          "ledger-service",
          "reporting-service");

  private Tree() {}

  /// Files below a folder, relative to the root; ignored ones are left out.
  static List<Path> files(String folder) {
    return git("ls-files", "--cached", "--others", "--exclude-standard", "--", folder)
        .orElseThrow(() -> new IllegalStateException("not a git working copy: " + ROOT))
        .lines()
        .map(Path::of)
        .filter(file -> Files.isRegularFile(ROOT.resolve(file)))
        .sorted()
        .toList();
  }

  static List<Path> javaSources(String folder) {
    return files(folder).stream().filter(file -> file.toString().endsWith(".java")).toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String file) {
    return read(Path.of(file));
  }

  /// What git answers; nothing when it refuses.
  static Optional<String> git(String... arguments) {
    var command = new java.util.ArrayList<>(List.of("git", "-c", "core.quotepath=off"));
    command.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(command)
              .directory(ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
