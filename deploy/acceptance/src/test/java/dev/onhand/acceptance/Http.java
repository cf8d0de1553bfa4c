package dev.onhand.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// Plain requests, and their answers as they are.
final class Http {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration MAX = Duration.ofSeconds(30);

  private Http() {}

  record Answer(int status, String text) {
    /// A missing node when the body is not JSON.
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException _) {
        return MissingNode.getInstance();
      }
    }
  }

  static Answer get(String url, String token) {
    return send("GET", url, null, bearer(token));
  }

  static Answer send(String method, String url, String json, String token) {
    var body = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
    return send(method, url, body, bearer(token));
  }

  /// A null body is none.
  static Answer send(String method, String url, byte[] body, Map<String, String> headers) {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body);
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(MAX).method(method, publisher);
    headers.forEach(request::header);
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    try {
      var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> bearer(String token) {
    return token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
  }
}
