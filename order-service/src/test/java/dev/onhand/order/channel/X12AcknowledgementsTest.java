package dev.onhand.order.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.X12Acknowledgements.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class X12AcknowledgementsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:16:00Z");
  private static final Sender SENDER =
      new Sender("lampen-beispiel.example", OrderType.WHOLESALE, null);
  private static final Path FOLDER =
      Path.of(System.getProperty("onhand.root", ".."), "order-service/contract/channels/x12");

  /// An answer as the partner sees it.
  private record Given(String code, String document) {}

  private static List<Given> answers(byte[] document) {
    var verdicts = new ArrayList<Verdict>();
    for (var part : X12Documents.parts(document, SENDER)) {
      verdicts.add(
          switch (part.reading()) {
            case Reading.Refused r -> new Verdict(false, true, r.field());
            case Reading.Skipped s when s.reason() == Reading.SkipReason.OTHER_DOCUMENT ->
                new Verdict(false, false, null);
            case Reading _ -> new Verdict(true, true, null);
          });
    }
    var numbers = new AtomicLong();
    return X12Acknowledgements.of(document, verdicts).stream()
        .map(a -> new Given(a.code(), a.document(NOW, numbers::incrementAndGet)))
        .toList();
  }

  private static List<Given> answersOf(String file) throws IOException {
    return answers(Files.readAllBytes(FOLDER.resolve(file)));
  }

  @Test
  void a_good_order_is_accepted_back_to_its_sender() throws IOException {
    var answers = answersOf("01-two-lines-and-a-total.edi");
    assertEquals(1, answers.size());
    assertEquals("A", answers.getFirst().code());
    var text = answers.getFirst().document();
    assertTrue(text.contains("*ZZ*LAMPENBEISPIEL *ZZ*BEISPIELMARKT  *260302*0916*"), text);
    assertTrue(text.contains("AK2*850*0001~\nAK5*A~\nAK9*A*1*1*1~\nSE*6*0001~"), text);
  }

  @Test
  void a_rejected_order_says_where_when_there_is_one_such_place() throws IOException {
    var wrong = answersOf("09-a-line-count-that-is-wrong.edi").getFirst();
    assertEquals("R", wrong.code());
    assertTrue(wrong.document().contains("AK4*1**7~\nAK5*R*5~\nAK9*R*1*1*0~"), wrong.document());
    var other = answersOf("13-a-change-order-is-another-set.edi").getFirst();
    assertTrue(other.document().contains("AK5*R*1~"), other.document());
  }

  @Test
  void a_wrong_count_of_segments_is_named_as_such() throws IOException {
    var wrong = answersOf("10-a-segment-count-that-is-wrong.edi").getFirst();
    assertTrue(
        wrong.document().contains("AK2*850*0001~\nAK5*R*4~\nAK9*R*1*1*0~"), wrong.document());
    var good = Files.readString(FOLDER.resolve("01-two-lines-and-a-total.edi"));
    var other = good.replaceFirst("SE\\*([0-9]+)\\*0001", "SE*$1*0002");
    var answer = answers(other.getBytes(StandardCharsets.UTF_8)).getFirst();
    assertTrue(answer.document().contains("AK5*R*3~"), answer.document());
  }

  @Test
  void an_interchange_of_5010_is_answered_in_5010() throws IOException {
    var document =
        Files.readString(FOLDER.resolve("01-two-lines-and-a-total.edi"))
            .replace("*U*00401*", "*^*00501*")
            .replace("*X*004010~", "*X*005010~");
    var answer = answers(document.getBytes(StandardCharsets.UTF_8)).getFirst();
    assertEquals("A", answer.code());
    assertTrue(answer.document().contains("*^*00501*000000001*0*P*>~"), answer.document());
    assertTrue(answer.document().contains("*2*X*005010~\nST*997*0001~"), answer.document());
  }

  @Test
  void marks_of_ours_in_what_a_partner_sent_end_no_segment() throws IOException {
    var odd = answersOf("20-other-marks-between-its-parts.edi").getFirst();
    for (var segment : odd.document().split("~\n")) {
      assertTrue(segment.matches("[A-Z0-9]{2,3}(\\*[^*~]*)*"), segment);
    }
  }

  @Test
  void of_several_orders_some_are_accepted() throws IOException {
    var answer = answersOf("15-two-orders-one-without-lines.edi").getFirst();
    assertEquals("P", answer.code());
    assertTrue(answer.document().contains("AK9*P*2*2*1~"), answer.document());
  }

  @Test
  void each_interchange_is_answered_and_a_broken_one_by_a_ta1() throws IOException {
    var answers = answersOf("19-two-interchanges-one-of-them-cut-off.edi");
    assertEquals(List.of("A", "R"), answers.stream().map(Given::code).toList());
    assertTrue(answers.get(1).document().contains("TA1*000000120*260302*0915*R*022~"));
    assertEquals(List.of(), answers("no interchange".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void an_answer_is_a_whole_interchange_and_is_never_answered_itself() throws IOException {
    try (var files = Files.list(FOLDER)) {
      for (var file : files.filter(f -> f.toString().endsWith(".edi")).toList()) {
        for (var answer : answers(Files.readAllBytes(file))) {
          if (answer.document().contains("TA1*")) continue;
          var bytes = answer.document().getBytes(StandardCharsets.UTF_8);
          for (var part : X12Documents.parts(bytes, SENDER)) {
            assertInstanceOf(
                Reading.Skipped.class, part.reading(), () -> part.reading() + answer.document());
          }
          assertEquals(List.of(), answers(bytes), answer.document());
        }
      }
    }
  }
}
