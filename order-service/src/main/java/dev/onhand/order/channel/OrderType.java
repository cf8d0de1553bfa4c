package dev.onhand.order.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// What kind of business an order is; its policy follows from it.
public enum OrderType {
  @JsonProperty("d2c")
  D2C("d2c"),
  @JsonProperty("marketplace")
  MARKETPLACE("marketplace"),
  @JsonProperty("wholesale")
  WHOLESALE("wholesale"),
  /// A renewal of a subscription.
  @JsonProperty("subscription")
  SUBSCRIPTION("subscription"),
  /// Sold before there is stock.
  @JsonProperty("preorder")
  PREORDER("preorder");

  static final Map<String, OrderType> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(OrderType::code, t -> t));

  private final String code;

  OrderType(String code) {
    this.code = code;
  }

  /// As written on the wire and in SQL.
  public String code() {
    return code;
  }

  /// @throws IllegalArgumentException when no type has this code
  public static OrderType ofCode(String code) {
    var type = BY_CODE.get(code);
    if (type == null) throw new IllegalArgumentException("no order type " + code);
    return type;
  }
}
