package dev.onhand.local.stack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once from the archive on the class path.
final class PostgresFiles {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final int OWNER_EXECUTES = 0100;

  private PostgresFiles() {}

  /// The folder with `bin/postgres`.
  static Path unpacked(Settings settings) {
    var target = settings.home().cache("postgres-" + settings.postgresVersion());
    if (Files.isExecutable(target.resolve("bin/postgres"))) {
      return target;
    }
    try {
      var part = Files.createTempDirectory(target.getParent(), "unpacking");
      unpack(part);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    } catch (IOException e) {
      throw new StackException("Cannot unpack PostgreSQL to " + target + ": " + e.getMessage(), e);
    }
  }

  private static void unpack(Path target) throws IOException {
    var links = new ArrayList<TarArchiveEntry>();
    try (InputStream packed = PostgresFiles.class.getResourceAsStream(ARCHIVE)) {
      if (packed == null) {
        throw new StackException("PostgreSQL's archive " + ARCHIVE + " is not on the class path.");
      }
      var tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)));
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive names a file outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink() || entry.isLink()) {
          links.add(entry);
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
          if ((entry.getMode() & OWNER_EXECUTES) != 0) {
            Files.setPosixFilePermissions(path, executable());
          }
        }
      }
    }
    link(target, links);
  }

  private static void link(Path target, List<TarArchiveEntry> links) throws IOException {
    for (var entry : links) {
      var path = target.resolve(entry.getName());
      Files.createDirectories(path.getParent());
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else {
        Files.createLink(path, target.resolve(entry.getLinkName()));
      }
    }
  }

  private static Set<PosixFilePermission> executable() {
    return PosixFilePermissions.fromString("rwxr-xr-x");
  }
}
