package dev.onhand.platform.work;

/// What a POST answers, kept with its Idempotency-Key so that a repeat gets the same. `body` is
/// written as JSON; `location` is a path, or null.
public record Answer(int status, Object body, String location) {
  public static Answer ok(Object body) {
    return new Answer(200, body, null);
  }

  public static Answer created(String location, Object body) {
    return new Answer(201, body, location);
  }

  public static Answer accepted(String location, Object body) {
    return new Answer(202, body, location);
  }
}
