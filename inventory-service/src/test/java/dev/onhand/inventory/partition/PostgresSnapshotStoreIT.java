package dev.onhand.inventory.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresSnapshotStoreIT {
  private static final Infrastructure SERVERS = Infrastructure.start();
  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
  private SnapshotStore store;

  @BeforeEach
  void createTables() throws SQLException, IOException {
    run(
        "create schema snapshots; set search_path to snapshots;"
            + migration("V2__inventory")
            + migration("V24__snapshots_not_published"));
    dataSource.setUrl(SERVERS.jdbcUrl());
    dataSource.setUser(SERVERS.username());
    dataSource.setPassword(SERVERS.password());
    dataSource.setCurrentSchema("snapshots");
    store = new PostgresSnapshotStore(dataSource);
  }

  private static String migration(String name) throws IOException {
    var folder = Repository.root().resolve("inventory-service/src/main/resources/db/migration");
    return Files.readString(folder.resolve(name + ".sql"));
  }

  @AfterEach
  void dropTables() throws SQLException {
    run("drop schema snapshots cascade");
  }

  private static void run(String sql) throws SQLException {
    try (var connection = SERVERS.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] read(int partition, int which) throws IOException {
    try (var chunks = store.newestFirst(partition).get(which).open()) {
      var bytes = new ByteArrayOutputStream();
      for (byte[] chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
        bytes.writeBytes(chunk);
      }
      return bytes.toByteArray();
    }
  }

  @Test
  void the_last_two_of_each_partition_are_kept() throws IOException {
    for (int i = 1; i <= 4; i++) {
      store.save(7, i, true, List.of(bytes("snapshot "), bytes("no " + i)));
    }
    store.save(8, 1, true, List.of(bytes("another")));
    assertEquals(2, store.newestFirst(7).size());
    assertArrayEquals(bytes("snapshot no 4"), read(7, 0));
    assertArrayEquals(bytes("snapshot no 3"), read(7, 1));
    assertArrayEquals(bytes("another"), read(8, 0));
    assertEquals(List.of(), store.newestFirst(9));
  }

  @Test
  void the_last_of_which_all_is_published_is_kept_too() throws IOException {
    store.save(7, 1, true, List.of(bytes("older")));
    store.save(7, 2, true, List.of(bytes("published")));
    for (int i = 3; i <= 5; i++) {
      store.save(7, i, false, List.of(bytes("no " + i)));
    }
    assertEquals(3, store.newestFirst(7).size());
    assertArrayEquals(bytes("no 5"), read(7, 0));
    assertArrayEquals(bytes("no 4"), read(7, 1));
    assertArrayEquals(bytes("published"), read(7, 2));
    assertEquals(true, store.newestFirst(7).get(2).isPublished());
  }

  @Test
  void one_that_comes_late_is_not_the_newest() throws IOException {
    store.save(7, 10, true, List.of(bytes("far")));
    store.save(7, 5, true, List.of(bytes("not so far")));
    assertArrayEquals(bytes("far"), read(7, 0));
  }

  @Test
  void a_damaged_or_missing_chunk_is_noticed() throws SQLException {
    store.save(7, 1, true, List.of(bytes("a"), bytes("b")));
    run("update snapshots.ledger_snapshot_chunk set bytes = 'x' where number = 1");
    assertThrows(IOException.class, () -> read(7, 0));
    run("delete from snapshots.ledger_snapshot_chunk where number = 1");
    assertThrows(IOException.class, () -> read(7, 0));
  }

  @Test
  void nobody_reads_one_before_it_is_whole() throws IOException {
    var toCome = new ChunksToCome();
    toCome.add(List.of(bytes("snapshot "), bytes("no 1")));
    toCome.end();
    store.save(
        7,
        1,
        true,
        () -> {
          assertEquals(List.of(), store.newestFirst(7));
          return toCome.next();
        });
    assertArrayEquals(bytes("snapshot no 1"), read(7, 0));
  }

  @Test
  void of_one_that_is_abandoned_nothing_is_left() throws IOException {
    var toCome = new ChunksToCome();
    toCome.add(List.of(bytes("a")));
    store.save(7, 1, true, List.of(bytes("whole")));
    assertThrows(
        IllegalStateException.class,
        () ->
            store.save(
                7,
                2,
                true,
                () -> {
                  byte[] next = toCome.next();
                  toCome.abandon();
                  return next;
                }));
    assertEquals(1, store.newestFirst(7).size());
    assertArrayEquals(bytes("whole"), read(7, 0));
  }
}
