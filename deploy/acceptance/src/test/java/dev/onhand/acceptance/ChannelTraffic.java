package dev.onhand.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What a channel's adapter sends to `channel.orders` on a bad day: orders, one in a hundred of
/// them twice, and beside them as many messages that nobody can take. All of it a function of the
/// seed.
final class ChannelTraffic {
  static final String CHANNEL = "webshop";

  private static final String TOPIC = "channel.orders";
  private static final int ONE_IN = 100;
  private static final int BEHIND_MAX = 300;

  private record Sent(String key, Map<String, String> headers, byte[] value) {}

  private final Random random;
  private final String shop;
  private final List<Sent> messages = new ArrayList<>();
  private final Set<String> orders = new HashSet<>();
  private final Map<String, String> poison = new TreeMap<>();

  private ChannelTraffic(long seed, String shop) {
    this.random = new Random(seed);
    this.shop = shop;
  }

  static ChannelTraffic of(long seed, String shop, int orders) {
    var traffic = new ChannelTraffic(seed, shop);
    var kinds = Poison.values();
    for (int n = 1; n <= orders; n++) {
      traffic.order(n);
      if (n % ONE_IN == ONE_IN / 2) traffic.again();
      if (n % ONE_IN == 0) traffic.poison(n, kinds[n / ONE_IN % kinds.length]);
    }
    return traffic;
  }

  /// The channel's ids of the orders.
  Set<String> orders() {
    return orders;
  }

  /// What must be refused, by record key, and the reason that must be given.
  Map<String, String> poison() {
    return poison;
  }

  int size() {
    return messages.size();
  }

  private void order(int number) {
    var id = "W-" + number;
    var key = CHANNEL + "/" + shop + "/" + id;
    orders.add(id);
    messages.add(new Sent(key, headers(key), bytes(json(id))));
  }

  private void again() {
    int behind = 1 + random.nextInt(Math.min(BEHIND_MAX, messages.size()));
    var first = messages.get(messages.size() - behind);
    if (poison.containsKey(first.key())) return;
    var headers = new LinkedHashMap<>(first.headers());
    if (random.nextBoolean()) headers.put("ce_id", id());
    messages.add(new Sent(first.key(), headers, first.value()));
  }

  private void poison(int number, Poison kind) {
    var key = "poison/" + shop + "/" + number;
    var headers = headers(key);
    var value = kind.spoil(headers, json("P-" + number));
    poison.put(key, kind.reason);
    messages.add(new Sent(key, headers, value));
  }

  private String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private Map<String, String> headers(String subject) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id());
    headers.put("ce_source", "/adapters/" + CHANNEL);
    headers.put("ce_type", "channel.ChannelOrderPlaced.v1");
    headers.put("ce_subject", subject);
    headers.put("ce_time", "2026-03-02T10:00:00Z");
    headers.put("content-type", "application/json");
    return headers;
  }

  private String json(String id) {
    int quantity = 1 + random.nextInt(2);
    return """
    {"channel":"%1$s","shop":"%2$s","externalId":"%3$s","number":"%3$s",
     "version":"2026-03-02T10:00:00Z","placedAt":"2026-03-02T10:00:00Z","orderType":"d2c",
     "currency":"EUR","taxesIncluded":true,"paymentStatus":"paid",
     "customer":{"externalId":"C-%4$d","name":"Erika Muster","email":"buyer@example.com"},
     "shipTo":{"name":"Erika Muster","address1":"Beispielweg 1","city":"Musterstadt",
       "postalCode":"10115","country":"DE"},
     "lines":[{"externalLineId":"1","sku":"%5$s","title":"Tee","quantity":%6$d,
       "unitPrice":{"amount":"20.00","currency":"EUR"},
       "discount":{"amount":"0.00","currency":"EUR"},"tax":{"amount":"0.00","currency":"EUR"}}],
     "shipping":{"amount":"0.00","currency":"EUR"},
     "shippingTax":{"amount":"0.00","currency":"EUR"},
     "total":{"amount":"%7$d.00","currency":"EUR"}}\
    """
        .formatted(CHANNEL, shop, id, random.nextInt(1_000), TestShop.SKU, quantity, quantity * 20);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Sends all of it, in its order.
  void send(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (var message : messages) {
        var record = new ProducerRecord<>(TOPIC, message.key(), message.value());
        message.headers().forEach((name, text) -> record.headers().add(name, bytes(text)));
        producer.send(record);
      }
      producer.flush();
    }
  }

  /// The ways in which a message is none.
  private enum Poison {
    NOT_JSON("MALFORMED_JSON") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return bytes("please send two tees, thanks");
      }
    },
    CUT_OFF("MALFORMED_JSON") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return bytes(json.substring(0, json.length() / 2));
      }
    },
    NOT_UTF_8("INVALID_UTF8") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return json.replace("Tee", "T\u00e9e").getBytes(StandardCharsets.ISO_8859_1);
      }
    },
    NO_VALUE("NO_DATA") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return null;
      }
    },
    NO_LINES("NO_LINES") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return bytes(json.replaceFirst("(?s)\"lines\":\\[.*\\],", "\"lines\":[],"));
      }
    },
    UNKNOWN_VERSION("UNKNOWN_VERSION") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        headers.put("ce_type", "channel.ChannelOrderPlaced.v9");
        return bytes(json);
      }
    },
    QUANTITY_AS_TEXT("SCHEMA_VIOLATION") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return bytes(json.replaceFirst("\"quantity\":(\\d)", "\"quantity\":\"$1\""));
      }
    },
    NO_CURRENCY("SCHEMA_VIOLATION") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return bytes(json.replaceFirst("\"currency\":\"EUR\",\"taxes", "\"taxes"));
      }
    },
    TEXT_NOBODY_STORES("INVALID_TEXT") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return bytes(json.replace("\"Tee\"", "\"T\\u0000e\""));
      }
    },
    ID_NOBODY_STORES("NOT_A_CLOUDEVENT") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        headers.put("ce_id", headers.get("ce_id") + "\0");
        return bytes(json);
      }
    },
    NO_ID("NOT_A_CLOUDEVENT") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        headers.remove("ce_id");
        return bytes(json);
      }
    },
    TENTH_OF_A_CENT("AMOUNT_PRECISION") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return bytes(json.replaceFirst("\"20.00\"", "\"20.001\""));
      }
    },
    AMOUNT_AS_NUMBER("SCHEMA_VIOLATION") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return bytes(json.replaceFirst("\"20.00\"", "20.00"));
      }
    },
    CURRENCY_NOBODY_HAS("UNKNOWN_CURRENCY") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return bytes(
            json.replaceFirst("\"currency\":\"EUR\",\"taxes", "\"currency\":\"XQZ\",\"taxes"));
      }
    },
    UNKNOWN_SHOP("UNKNOWN_SHOP") {
      @Override
      byte[] spoil(Map<String, String> headers, String json) {
        return bytes(json.replaceFirst("\"shop\":\"", "\"shop\":\"no-"));
      }
    };

    private final String reason;

    Poison(String reason) {
      this.reason = reason;
    }

    /// The message's bytes; its headers may be changed.
    abstract byte[] spoil(Map<String, String> headers, String json);
  }
}
