package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTextsTest {

  @Test
  void a_text_that_comes_again_is_written_as_its_number() throws IOException {
    byte[] once = written(List.of("web-shop"));
    byte[] twice = written(List.of("web-shop", "web-shop"));

    assertEquals(1, twice.length - once.length);
    assertEquals(List.of("web-shop", "web-shop"), read(twice, 2));
  }

  @Test
  void more_texts_than_are_numbered_are_read_as_they_were_written() throws IOException {
    var texts = new ArrayList<String>();
    for (int i = 0; i < SnapshotTexts.NUMBERED_MAX + 100; i++) {
      texts.add("line-" + i);
      texts.add("line-" + i / 2);
    }

    assertEquals(texts, read(written(texts), texts.size()));
  }

  @Test
  void a_number_that_stands_for_nothing_is_an_error() {
    var seven = new SnapshotOutput();
    seven.number(8);

    var failure = assertThrows(IOException.class, () -> read(LedgerTables.bytes(seven), 1));
    assertEquals("no text of number 7", failure.getMessage());
  }

  private static byte[] written(List<String> all) {
    var out = new SnapshotOutput();
    var texts = new SnapshotTexts();
    for (String text : all) {
      texts.write(text, out);
    }
    return LedgerTables.bytes(out);
  }

  private static List<String> read(byte[] chunk, int count) throws IOException {
    var chunks = List.of(chunk).iterator();
    var in = new SnapshotInput(() -> chunks.hasNext() ? chunks.next() : null);
    var texts = new SnapshotTexts();
    var read = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      read.add(texts.read(in));
    }
    return read;
  }
}
