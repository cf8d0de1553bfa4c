package dev.onhand.bench.stock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// A line of numbers that a watcher is given when the load has begun. It runs before, so that its
/// own start is not taken for the delay of what it watches.
final class Cue {
  private Cue() {}

  /// In the watcher: what it is given, once it is.
  static CompletableFuture<long[]> awaited() {
    var numbers = new CompletableFuture<long[]>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                var in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
                var line = new BufferedReader(in).readLine();
                numbers.complete(
                    Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray());
              } catch (IOException | RuntimeException e) {
                numbers.completeExceptionally(e);
              }
            });
    return numbers;
  }

  /// To the watcher.
  static void give(Process watcher, long... numbers) {
    var line = LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(" "));
    try (var out = watcher.outputWriter(StandardCharsets.UTF_8)) {
      out.write(line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("the watcher takes no cue", e);
    }
  }
}
