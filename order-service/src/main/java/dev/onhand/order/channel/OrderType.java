package dev.onhand.order.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/// What kind of business an order is; its policy follows from it.
public enum OrderType {
  @JsonProperty("d2c")
  D2C("d2c"),
  @JsonProperty("marketplace")
  MARKETPLACE("marketplace"),
  @JsonProperty("wholesale")
  WHOLESALE("wholesale");

  static final Map<String, OrderType> BY_CODE =
      Map.of(D2C.code, D2C, MARKETPLACE.code, MARKETPLACE, WHOLESALE.code, WHOLESALE);

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
