package dev.onhand.bench;

/// One figure.
///
/// @param value measured, in `unit`
/// @param against what it is compared with, or null
/// @param ratio to that, or null
/// @param must what it has to reach, in the same terms as `ratio` or, without one, as `value`
/// @param aim what it should reach
/// @param lessIsBetter for times and sizes
record Result(
    String name,
    double value,
    String unit,
    String against,
    Double ratio,
    double must,
    double aim,
    boolean lessIsBetter) {

  static Result atLeast(String name, double value, String unit, double must, double aim) {
    return new Result(name, value, unit, null, null, must, aim, false);
  }

  static Result atMost(String name, double value, String unit, double must, double aim) {
    return new Result(name, value, unit, null, null, must, aim, true);
  }

  /// `aim`, `must` or `below must`.
  String reached() {
    if (reaches(aim)) return "aim";
    return reaches(must) ? "must" : "below must";
  }

  private boolean reaches(double limit) {
    double judged = ratio == null ? value : ratio;
    return lessIsBetter ? judged <= limit : judged >= limit;
  }
}
