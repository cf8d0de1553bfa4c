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
  private final List<String> paths = new ArrayList<>();
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
          paths.add(exchange.getRequestURI().getPath());
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
  void wrapped_orders_keep_their_bytes_and_several_go_by_the_adapters_way() throws Exception {
    var one = "{\"order\":" + BARE + "}";
    var two = "{\"orders\":[" + BARE + "," + BARE.replace("1,", "2,") + "]}";
    play("a.json", one);
    play("b.json", two);
    assertEquals(List.of(one, two), received);
    assertEquals(
        List.of("/webhooks/shopify/demo-shop", "/channel-documents/shopify/demo-shop"), paths);
  }

  @Test
  void every_channel_is_known_by_its_folder_or_by_how_it_looks() throws Exception {
    play("woo.json", "{\"id\":1,\"order_key\":\"wc_1\",\"line_items\":[]}");
    play("amazon.json", "{\"orders\":[{\"orderId\":\"A-1\",\"orderItems\":[]}]}");
    play("ebay.json", "{\"orderId\":\"12-1\",\"lineItems\":[]}");
    play("po.edi", "ISA*00*~");
    Files.createDirectories(folder.resolve("ebay"));
    play("ebay/odd.json", "{}");
    assertEquals(
        List.of(
            "/webhooks/woocommerce/demo-shop",
            "/channel-documents/amazon/demo-shop",
            "/channel-documents/ebay/demo-shop",
            "/channel-documents/x12/demo-shop",
            "/channel-documents/ebay/demo-shop"),
        paths);
  }

  @Test
  void what_is_no_document_is_skipped_by_name_with_the_reason() throws Exception {
    play("README.md", "text");
    assertEquals(List.of(), received);
    var lines = String.join("\n", documents.lines());
    assertTrue(lines.contains("README.md") && lines.contains("neither a .json nor"), lines);
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
