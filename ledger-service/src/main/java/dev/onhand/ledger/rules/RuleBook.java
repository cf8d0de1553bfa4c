package dev.onhand.ledger.rules;

import dev.onhand.platform.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// All versions of the posting rules, read from `posting-rules/v1.json`, `v2.json` and so on.
public final class RuleBook {

  /// Written form of one version.
  record Written(
      int version, Instant effectiveFrom, Map<BookingKind, Map<Part, List<String>>> rules) {}

  private final List<PostingRules> latestFirst;

  RuleBook(List<PostingRules> versions) {
    latestFirst = new ArrayList<>(versions);
    latestFirst.sort(Comparator.comparing(PostingRules::effectiveFrom).reversed());
    for (int i = 1; i < latestFirst.size(); i++) {
      if (latestFirst.get(i).version() >= latestFirst.get(i - 1).version()) {
        throw new IllegalArgumentException("later rules need a higher version: " + versions);
      }
    }
  }

  /// The versions that ship with the service.
  public static RuleBook load() {
    List<PostingRules> versions = new ArrayList<>();
    for (int version = 1; ; version++) {
      try (InputStream in =
          RuleBook.class.getResourceAsStream("/posting-rules/v" + version + ".json")) {
        if (in == null) {
          return new RuleBook(versions);
        }
        Written written = Json.read(in.readAllBytes(), Written.class);
        versions.add(PostingRules.of(written.version(), written.effectiveFrom(), written.rules()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The rules for a fact that happened then. The first version is open to the past: a fact always
  /// finds rules.
  public PostingRules at(Instant happened) {
    for (PostingRules rules : latestFirst) {
      if (!happened.isBefore(rules.effectiveFrom())) {
        return rules;
      }
    }
    return latestFirst.getLast();
  }

  /// Every version, latest first.
  public List<PostingRules> versions() {
    return List.copyOf(latestFirst);
  }
}
