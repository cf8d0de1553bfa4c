package dev.onhand.local.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.StackException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against an order service that takes everything and keeps what it got.
class DocumentsTest {
  private static final String BARE = "{\n  \"id\": 1,\"total_price\": \"1.50\", \"line_items\":[]}";

  @TempDir Path folder;
  private final List<String> received = new ArrayList<>();
  private HttpServer server;
  private Documents documents;

  @BeforeEach
  void startOrderService() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var body = exchange.getRequestBody().readAllBytes();
          received.add(new String(body, StandardCharsets.UTF_8));
          var answer = "{\"kind\":\"ORDER\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    var port = Integer.toString(server.getAddress().getPort());
    var settings =
        Settings.of(folder, Map.of("ONHAND_HOME", folder.toString(), "ONHAND_PORT_ORDER", port));
    var platform = new Platform(settings);
    var shop = new Shop(platform, "secret");
    documents = new Documents(shop, new Catalogue(platform), new Board(), _ -> {});
  }

  @AfterEach
  void stopOrderService() {
    server.stop(0);
  }

  @Test
  void a_bare_order_keeps_its_bytes() throws Exception {
    play("a.json", BARE);
    assertEquals(List.of(BARE), received);
  }

  @Test
  void wrapped_orders_become_single_webhooks() throws Exception {
    play("a.json", "{\"order\":" + BARE + "}");
    play("b.json", "{\"orders\":[" + BARE + "," + BARE.replace("1,", "2,") + "]}");
    assertEquals(3, received.size());
    received.forEach(body -> assertTrue(body.startsWith("{\"id\":"), body));
    received.forEach(body -> assertTrue(body.contains("\"1.50\""), body));
  }

  @Test
  void what_is_not_an_order_is_skipped_by_name_with_the_reason() throws Exception {
    play("refund.json", "{\"refund\":{\"id\":1}}");
    play("list.json", "[{\"id\":1,\"order_id\":2}]");
    play("about.json", "{\"id\":1,\"order_id\":2,\"line_items\":[]}");
    play("README.md", "text");
    assertEquals(List.of(), received);
    var lines = String.join("\n", documents.lines());
    assertTrue(lines.contains("refund.json") && lines.contains("not an order but a refund"), lines);
    assertTrue(lines.contains("list.json") && lines.contains("a list of something else"), lines);
    assertTrue(lines.contains("a document about an order"), lines);
    assertTrue(lines.contains("README.md") && lines.contains("not a JSON file"), lines);
  }

  @Test
  void what_is_no_json_goes_to_the_platform_as_it_is() throws Exception {
    play("cut.json", "{\"id\": 1, \"line_it");
    assertEquals(List.of("{\"id\": 1, \"line_it"), received);
  }

  @Test
  void a_path_that_is_not_there_is_named() {
    var missing = folder.resolve("missing");
    var refused = assertThrows(StackException.class, () -> documents.play(missing, false));
    assertTrue(refused.getMessage().contains("missing"), refused.getMessage());
  }

  private void play(String name, String text) throws Exception {
    documents.play(Files.writeString(folder.resolve(name), text), false);
  }
}
