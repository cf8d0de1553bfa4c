package dev.onhand.bench.stock;

import java.util.Arrays;

/// Draws items, the first the most often.
final class Popularity {
  private final double[] upTo;

  Popularity(int items, double zipf) {
    upTo = new double[items];
    double sum = 0;
    for (int i = 0; i < items; i++) {
      sum += 1 / StrictMath.pow(i + 1, zipf);
      upTo[i] = sum;
    }
    for (int i = 0; i < items; i++) {
      upTo[i] /= sum;
    }
  }

  int draw(SplitMix random) {
    int at = Arrays.binarySearch(upTo, random.share());
    return Math.min(at < 0 ? -at - 1 : at, upTo.length - 1);
  }
}
