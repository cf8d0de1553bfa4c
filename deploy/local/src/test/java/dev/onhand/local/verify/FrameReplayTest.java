package dev.onhand.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FrameReplayTest {
  private static final int RECEIPT = 0;
  private static final int SELLABLE = 0;

  private final Violations violations = new Violations();
  private final FrameReplay replay = new FrameReplay(violations);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int entries;

  @Test
  void frames_of_every_version_ever_written_are_read_to_their_ends() throws IOException {
    var golden =
        Path.of(System.getProperty("onhand.root", "../.."))
            .resolve("inventory-service/src/test/resources/frames");
    int read = 0;
    try (var files = Files.newDirectoryStream(golden, "*.bin")) {
      for (var file : files) {
        assertEquals(4711, new FrameReplay(violations).frame(Files.readAllBytes(file)), "" + file);
        read++;
      }
    }
    assertTrue(read > 0);
  }

  @Test
  void a_version_to_come_is_refused_by_name() {
    var refused = assertThrows(AuditException.class, () -> replay.frame(new byte[] {99}));
    assertTrue(refused.getMessage().contains("version 99"));
  }

  @Test
  void what_was_received_can_be_reserved() {
    receive("r1", 1, 5);
    reserve("o1", 5);
    replay.frame(frame());
    assertNull(violations.first());
    var book = replay.books().get("EU");
    assertEquals(2, book.decisions);
    assertEquals(0, book.leastFree);
    assertEquals("MUG at BER", book.leastWhere());
  }

  @Test
  void more_reserved_than_sellable_is_found_though_more_arrives_later() {
    receive("r1", 1, 5);
    reserve("o1", 6);
    receive("r2", 2, 5);
    replay.frame(frame());
    assertTrue(violations.first().contains("MUG at BER has 5 sellable units and 6 reserved"));
    assertEquals(-1, replay.books().get("EU").leastFree);
  }

  @Test
  void a_command_decided_twice_is_found() {
    receive("r1", 1, 5);
    receive("r1", 2, 5);
    replay.frame(frame());
    assertTrue(violations.first().contains("decided twice"));
  }

  @Test
  void a_movement_that_is_missing_is_found() {
    receive("r1", 1, 5);
    receive("r3", 3, 5);
    replay.frame(frame());
    assertTrue(violations.first().contains("movement 3 of MUG"));
  }

  @Test
  void units_that_were_never_there_cannot_leave() {
    receive("r1", 1, 5);
    receive("r2", 2, -6);
    replay.frame(frame());
    assertTrue(violations.first().contains("fewer than no units"));
  }

  private void entry(String commandId) {
    entries++;
    bytes.write(2 | 4); // the message is the command, and ties itself together
    bytes.write(40);
    number(0);
    number(commandId.length() + 1);
    bytes.writeBytes(commandId.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(new byte[Long.BYTES]);
    number(0);
    text("tester");
    number(1);
  }

  private void receive(String id, int sequence, long quantity) {
    entry(id);
    bytes.write(10);
    number(sequence);
    text("MUG");
    text("BER");
    bytes.write(RECEIPT);
    number(quantity << 1 ^ quantity >> 63);
    bytes.write(SELLABLE);
    text("");
    bytes.write(0);
    number(1);
    number(1);
    number(0);
    number(0);
  }

  private void reserve(String id, long quantity) {
    entry(id);
    bytes.write(4);
    number(1);
    number(2);
    number(1);
    text("web");
    number(1);
    number(0);
    number(1);
    number(1);
    text("1");
    text("MUG");
    text("BER");
    number(quantity);
    number(0);
  }

  private void number(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      bytes.write((int) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    bytes.write((int) left);
  }

  private void text(String text) {
    number(text.length());
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] frame() {
    var frame = new ByteArrayOutputStream();
    frame.write(2);
    frame.writeBytes(new byte[Long.BYTES]);
    frame.writeBytes(new byte[] {0, 0, 0, (byte) entries});
    frame.write(2);
    frame.writeBytes("EU".getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(bytes.toByteArray());
    return frame.toByteArray();
  }
}
