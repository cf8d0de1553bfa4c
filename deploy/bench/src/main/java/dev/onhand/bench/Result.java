package dev.onhand.bench;

/// One figure.
///
/// @param value measured, in `unit`
/// @param against what it is compared with, or null
/// @param ratio to that, or null
/// @param must what it has to reach, in the same terms as `ratio` or, without one, as `value`
/// @param aim what it should reach
/// @param lessIsBetter for times and sizes
public record Result(
    String name,
    double value,
    String unit,
    String against,
    Double ratio,
    double must,
    double aim,
    boolean lessIsBetter) {

  public static Result atLeast(String name, double value, String unit, double must, double aim) {
    return new Result(name, value, unit, null, null, must, aim, false);
  }

  public static Result atMost(String name, double value, String unit, double must, double aim) {
    return new Result(name, value, unit, null, null, must, aim, true);
  }

  /// Judged by its ratio to something measured beside it.
  public static Result ratio(
      String name,
      double value,
      String unit,
      String against,
      double ratio,
      double must,
      double aim) {
    return new Result(name, value, unit, against, ratio, must, aim, false);
  }

  /// `aim`, `must` or `below must`; empty where nothing has to be reached.
  public String reached() {
    if (must == 0 && aim == 0) return "";
    if (reaches(aim)) return "aim";
    return reaches(must) ? "must" : "below must";
  }

  private boolean reaches(double limit) {
    double judged = ratio == null ? value : ratio;
    return lessIsBetter ? judged <= limit : judged >= limit;
  }
}
