package dev.onhand.local.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Which channel a document is of, by the folder it lies in or by how it looks; and, as far as a
/// play of documents needs it, which orders and which items it names. What becomes of it is for the
/// platform to say.
public final class DocumentChannel {
  public static final String SHOPIFY = "shopify";
  public static final String WOOCOMMERCE = "woocommerce";
  public static final String AMAZON = "amazon";
  public static final String EBAY = "ebay";
  public static final String X12 = "x12";

  private static final Set<String> ALL = Set.of(SHOPIFY, WOOCOMMERCE, AMAZON, EBAY, X12);
  private static final Pattern PURCHASE_ORDER = Pattern.compile("BEG[*][^*~]*[*][^*~]*[*]([^*~]+)");
  private static final Pattern LINE = Pattern.compile("PO1[*]([^~]*)");
  private static final List<String> NUMBERS = List.of("VN", "VP", "VA", "SK", "UP", "EN", "UK");
  private static final int UNITS_MAX = 1_000_000;

  private DocumentChannel() {}

  /// The channel's name. What looks like nothing known is taken for Shopify's.
  ///
  /// @param document null when the bytes are not JSON
  public static String of(Path file, byte[] bytes, JsonNode document) {
    var folder = file.toAbsolutePath().getParent();
    var named = folder == null ? "" : folder.getFileName().toString();
    if (ALL.contains(named)) {
      return named;
    }
    var start = new String(bytes, 0, Math.min(bytes.length, 20), StandardCharsets.ISO_8859_1);
    if (start.startsWith("ISA") || file.toString().endsWith(".edi")) {
      return X12;
    }
    if (start.startsWith("webhook_id=")) {
      return WOOCOMMERCE;
    }
    return document == null ? SHOPIFY : byShape(document);
  }

  private static String byShape(JsonNode document) {
    var entry = entries(document).stream().findFirst().orElse(document);
    if (hasAny(entry, "lineItems", "pricingSummary", "legacyOrderId")
        || hasAny(document, "fulfillments", "href")) {
      return EBAY;
    }
    if (hasAny(entry, "orderItems", "NotificationType", "packageDetail")
        || document.path("payload").isObject()) {
      return AMAZON;
    }
    if (hasAny(entry, "order_key", "date_created_gmt", "prices_include_tax", "created_via")) {
      return WOOCOMMERCE;
    }
    return SHOPIFY;
  }

  private static boolean hasAny(JsonNode node, String... fields) {
    for (var field : fields) {
      if (node.has(field)) {
        return true;
      }
    }
    return false;
  }

  /// The orders of a document, however they are wrapped; itself when nothing wraps them.
  static List<JsonNode> entries(JsonNode document) {
    var entries = new ArrayList<JsonNode>();
    if (document.isArray()) {
      document.forEach(entries::add);
    } else if (document.path("order").isObject()) {
      entries.add(document.path("order"));
    } else if (document.path("orders").isArray()) {
      document.path("orders").forEach(entries::add);
    } else if (document.path("create").isArray() || document.path("update").isArray()) {
      document.path("create").forEach(entries::add);
      document.path("update").forEach(entries::add);
    } else {
      entries.add(document);
    }
    return entries;
  }

  /// The channel's ids of the orders in a document.
  static List<String> orders(String channel, byte[] bytes, JsonNode document) {
    if (channel.equals(X12)) {
      var text = new String(bytes, StandardCharsets.ISO_8859_1);
      return PURCHASE_ORDER.matcher(text).results().map(m -> m.group(1)).toList();
    }
    if (document == null) {
      return List.of();
    }
    var field = channel.equals(AMAZON) || channel.equals(EBAY) ? "orderId" : "id";
    return entries(document).stream()
        .map(entry -> entry.path(field).asText(""))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  /// The items that a document's lines name, with how many units of each.
  static Map<String, Integer> items(String channel, byte[] bytes, JsonNode document) {
    var items = new LinkedHashMap<String, Integer>();
    if (channel.equals(X12)) {
      var text = new String(bytes, StandardCharsets.ISO_8859_1);
      LINE.matcher(text).results().forEach(m -> x12Line(items, m.group(1).split("[*]")));
    } else if (document != null) {
      for (var entry : entries(document)) {
        for (var line : lines(channel, entry)) {
          var sku =
              channel.equals(AMAZON) ? line.path("product").path("sellerSku") : line.path("sku");
          var quantity = line.path(channel.equals(AMAZON) ? "quantityOrdered" : "quantity");
          add(items, sku.asText(""), quantity.asLong());
        }
      }
    }
    return items;
  }

  private static JsonNode lines(String channel, JsonNode order) {
    return switch (channel) {
      case AMAZON -> order.path("orderItems");
      case EBAY -> order.path("lineItems");
      default -> order.path("line_items");
    };
  }

  private static void x12Line(Map<String, Integer> items, String[] elements) {
    for (var number : NUMBERS) {
      for (int i = 5; i + 1 < elements.length; i += 2) {
        if (elements[i].equals(number)) {
          add(items, elements[i + 1].strip(), quantity(elements[1], elements[2]));
          return;
        }
      }
    }
  }

  private static long quantity(String units, String unit) {
    try {
      return Long.parseLong(units) * (unit.equals("DZ") ? 12 : 1);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static void add(Map<String, Integer> items, String sku, long quantity) {
    if (!sku.isBlank() && quantity > 0 && quantity <= UNITS_MAX) {
      items.merge(sku, (int) quantity, Integer::sum);
    }
  }
}
