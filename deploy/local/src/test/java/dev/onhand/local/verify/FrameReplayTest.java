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
  private static final int NEWEST = 5;

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

  @Test
  void a_lot_is_booked_by_itself_so_that_one_cannot_cover_for_another() {
    receive("r1", 1, 5, "L1");
    receive("r2", 2, 5, "L2");
    reserve("o1", 6, "L1");
    replay.frame(frame(NEWEST));
    assertTrue(
        violations.first().contains("MUG of lot L1 at BER has 5 sellable units and 6 reserved"),
        violations.first());
  }

  @Test
  void a_promise_of_a_lot_that_is_held_is_found() {
    receive("r1", 1, 5, "L1");
    hold("h1", "L1");
    reserve("o1", 1, "L1");
    replay.frame(frame(NEWEST));
    assertTrue(violations.first().contains("MUG of lot L1 at BER is held or expired"));
  }

  @Test
  void a_lot_that_is_held_while_it_is_promised_is_found() {
    receive("r1", 1, 5, "L1");
    reserve("o1", 1, "L1");
    hold("h1", "L1");
    replay.frame(frame(NEWEST));
    assertTrue(violations.first().contains("lot L1 of MUG is held, and promised still"));
  }

  @Test
  void what_a_log_leaves_to_promise_is_less_what_is_kept_back_and_blocked() {
    receive("r1", 1, 5, "L1");
    receive("r2", 2, 20, "L2");
    reserve("o1", 2, "L2");
    hold("h1", "L1");
    keep("s1", 3, 6);
    replay.frame(frame(NEWEST));
    assertNull(violations.first());
    var mug = replay.books().get("EU").figures(0).get("MUG");
    // 18 of L2 are free, 3 of them safety stock; 2 of the 6 that are the web's it has already
    assertEquals(11, mug.toAny());
    assertEquals(java.util.Map.of("web", 15L), mug.byChannel());
  }

  @Test
  void what_channels_were_told_is_compared_with_the_log() {
    receive("r1", 1, 5, "");
    keep("s1", 0, 2);
    replay.frame(frame(NEWEST));
    assertTrue(told("*", 3, "web", 5).ok());
    assertTrue(told("*", 4, "web", 5).firstDivergence().contains("*/MUG of pool EU"));
    assertTrue(told("*", 3, "web", 3).firstDivergence().contains("web/MUG"));
    assertTrue(told("*", 3, "shop", 5).firstDivergence().contains("web/MUG of pool EU"));
  }

  private Finding told(String channel, long units, String other, long others) {
    var check = new AvailabilityCheck(_ -> replay.books().values());
    check.see(available(channel, units));
    check.see(available(other, others));
    check.compare(replay.books().values(), 0);
    return check.finding();
  }

  private static Fact available(String channel, long units) {
    return Facts.ours(
        "inventory.availability",
        "inventory.AvailabilityChanged.v1",
        channel + "/MUG",
        1,
        "{'pool':'EU','channel':'%s','sku':'MUG','available':%d}".formatted(channel, units));
  }

  private void hold(String id, String lot) {
    entry(id);
    bytes.write(20);
    text("MUG");
    text(lot);
    bytes.write(1);
    text("recall");
  }

  /// Safety stock at the one location, and a fence of the web's.
  private void keep(String id, long safety, long fence) {
    entry(id);
    bytes.write(18);
    number(2);
    bytes.write(0);
    number(1);
    text("MUG");
    text("BER");
    number(safety);
    number(1);
    text("MUG");
    text("web");
    number(fence);
  }

  private void receive(String id, int sequence, long quantity, String lot) {
    entry(id);
    bytes.write(10);
    number(sequence);
    text("MUG");
    text("BER");
    text(lot);
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

  private void reserve(String id, long quantity, String lot) {
    entry(id);
    bytes.write(4);
    number(1);
    number(2);
    number(1);
    text("web");
    text("");
    text("");
    number(1);
    number(0);
    number(1);
    number(3); // one allocation, of a lot
    text("1");
    text("MUG");
    text("BER");
    text(lot);
    number(quantity);
    number(0);
    number(0);
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
    return frame(2);
  }

  private byte[] frame(int version) {
    var frame = new ByteArrayOutputStream();
    frame.write(version);
    frame.writeBytes(new byte[Long.BYTES]);
    frame.writeBytes(new byte[] {0, 0, 0, (byte) entries});
    frame.write(2);
    frame.writeBytes("EU".getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(bytes.toByteArray());
    return frame.toByteArray();
  }
}
