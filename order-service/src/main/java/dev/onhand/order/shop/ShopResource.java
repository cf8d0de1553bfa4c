package dev.onhand.order.shop;

import dev.onhand.order.channel.OrderType;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.HashSet;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/// Configuration of channels.
@Path("/channels/{channel}/shops/{shop}")
public class ShopResource {
  private static final int NAME_LENGTH_MAX = 200;
  private static final int SECRET_LENGTH_MIN = 16;
  private static final int OTHER_POOLS_MAX = 20;

  private final Requests requests;

  ShopResource(Requests requests) {
    this.requests = requests;
  }

  /// `orderType` is d2c, marketplace, wholesale, subscription or preorder, unless a document says
  /// otherwise; the secret has at least 16 characters; `currency` may be absent.
  /// `otherPools`, which may be absent too, serve items that `pool` does not have; an order that
  /// spans pools is reserved in all of them or in none.
  public record Settings(
      String pool,
      String webhookSecret,
      OrderType orderType,
      String currency,
      List<String> otherPools) {
    public Settings {
      otherPools = otherPools == null ? List.of() : otherPools;
      var pools = new HashSet<>(otherPools);
      if (pools.size() < otherPools.size()
          || pools.contains(pool)
          || pools.stream().anyMatch(other -> other == null || other.isBlank())
          || pools.size() > OTHER_POOLS_MAX) {
        throw new InvalidMessage(
            "SCHEMA_VIOLATION",
            "otherPools",
            "send at most " + OTHER_POOLS_MAX + " pools beside the first, each once");
      }
      Require.text("pool", pool);
      Require.present("orderType", orderType);
      Require.text("webhookSecret", webhookSecret);
      if (webhookSecret.length() < SECRET_LENGTH_MIN) {
        throw new InvalidMessage(
            "SCHEMA_VIOLATION", "webhookSecret", "send at least " + SECRET_LENGTH_MIN + " letters");
      }
    }
  }

  /// A shop as shown: without its secret.
  public record ShopView(
      String channel,
      String shop,
      String pool,
      OrderType orderType,
      String currency,
      List<String> otherPools) {
    static ShopView of(Shop shop) {
      var currency = shop.currency() == null ? null : shop.currency().getCode();
      return new ShopView(
          shop.channel(), shop.shop(), shop.pool(), shop.orderType(), currency, shop.otherPools());
    }
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  public ShopView save(
      @PathParam("channel") String channel, @PathParam("shop") String shop, Settings settings) {
    Require.present("body", settings);
    var saved =
        new Shop(
            name("channel", channel),
            name("shop", shop),
            settings.pool(),
            settings.orderType(),
            currency(settings.currency()),
            settings.webhookSecret(),
            settings.otherPools());
    return requests.run(
        work -> {
          Shops.save(work.connection(), saved, requests.actor(), work.now());
          return ShopView.of(saved);
        });
  }

  private static CurrencyUnit currency(String code) {
    if (code == null) return null;
    try {
      return CurrencyUnit.of(code);
    } catch (IllegalCurrencyException e) {
      throw Problems.invalid("currency", "send an ISO 4217 code, such as EUR");
    }
  }

  private static String name(String field, String value) {
    if (value.isBlank() || value.length() > NAME_LENGTH_MAX) {
      throw Problems.invalid(field, "send 1 to " + NAME_LENGTH_MAX + " characters");
    }
    return value;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.ORDER_CLERK})
  public ShopView find(@PathParam("channel") String channel, @PathParam("shop") String shop) {
    return requests.run(
        work -> {
          var found = Shops.find(work.connection(), channel, shop);
          if (found == null) throw Problems.unknown("shop", channel + "/" + shop);
          return ShopView.of(found);
        });
  }
}
