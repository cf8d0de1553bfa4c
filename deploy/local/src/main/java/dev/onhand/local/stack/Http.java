package dev.onhand.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// Plain JSON over HTTP on this machine.
public final class Http {
  /// Reads and writes JSON.
  public static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /// An answer.
  ///
  /// @param status HTTP status, or 0 when nothing answered
  /// @param text the body, or why nothing answered
  public record Answer(int status, String text) {
    public boolean isOk() {
      return status >= 200 && status < 300;
    }

    /// The body as JSON; a missing node when it is not JSON.
    public JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException _) {
        return MissingNode.getInstance();
      }
    }
  }

  public Answer get(String url, Map<String, String> headers) {
    return send("GET", url, new byte[0], headers);
  }

  /// Never throws for what happens on the wire: status 0 says that nothing answered.
  public Answer send(String method, String url, byte[] body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(ANSWER_WITHIN)
            .method(
                method,
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answer(0, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(0, e.toString());
    }
  }
}
