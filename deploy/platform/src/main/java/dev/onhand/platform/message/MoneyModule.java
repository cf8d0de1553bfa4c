package dev.onhand.platform.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/// Money on the wire: the amount as a decimal string and an ISO 4217 code. An amount finer than
/// the currency's minor unit is refused, never rounded.
final class MoneyModule extends SimpleModule {
  private static final long serialVersionUID = 1L;
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");

  MoneyModule() {
    addSerializer(
        new StdSerializer<Money>(Money.class) {
          private static final long serialVersionUID = 1L;

          @Override
          public void serialize(Money money, JsonGenerator json, SerializerProvider provider)
              throws IOException {
            json.writeStartObject();
            json.writeStringField("amount", money.getAmount().toPlainString());
            json.writeStringField("currency", money.getCurrencyUnit().getCode());
            json.writeEndObject();
          }
        });
    addDeserializer(
        Money.class,
        new StdDeserializer<Money>(Money.class) {
          private static final long serialVersionUID = 1L;

          @Override
          public Money deserialize(JsonParser parser, DeserializationContext context)
              throws IOException {
            return read(context.readTree(parser), parser.currentName());
          }
        });
  }

  private static Money read(JsonNode node, String field) {
    if (!node.path("amount").isTextual() || !node.path("currency").isTextual()) {
      throw new InvalidMessage(
          "SCHEMA_VIOLATION", field, "send {\"amount\":\"19.99\",\"currency\":\"EUR\"}");
    }
    var amount = node.get("amount").textValue();
    if (!DECIMAL.matcher(amount).matches()) {
      throw new InvalidMessage(
          "AMOUNT_OUT_OF_RANGE", field, "send a plain decimal of at most 18 digits");
    }
    try {
      var currency = CurrencyUnit.of(node.get("currency").textValue());
      return Money.of(currency, new BigDecimal(amount).stripTrailingZeros());
    } catch (IllegalCurrencyException e) {
      throw new InvalidMessage("UNKNOWN_CURRENCY", field, "send an ISO 4217 code");
    } catch (ArithmeticException e) {
      throw new InvalidMessage(
          "AMOUNT_PRECISION", field, amount + " is finer than the currency's minor unit");
    }
  }
}
