package dev.onhand.platform.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Collectors;

/// The one JSON mapper: strict about what it reads (no duplicate keys, no trailing content, no
/// coercion between strings, numbers and booleans, bounded depth and lengths), tolerant of
/// unknown fields. Money is `{"amount":"19.99","currency":"EUR"}`, instants are ISO 8601 in UTC.
public final class Json {
  public static final int NESTING_MAX = 200;
  public static final int NUMBER_LENGTH_MAX = 60;
  public static final int STRING_LENGTH_MAX = 2_000_000;

  private static final ObjectMapper MAPPER = create();
  private static final ObjectWriter WITHOUT_NULLS =
      MAPPER.copy().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL).writer();

  private Json() {}

  private static ObjectMapper create() {
    var constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(NESTING_MAX)
            .maxNumberLength(NUMBER_LENGTH_MAX)
            .maxStringLength(STRING_LENGTH_MAX)
            .build();
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    var mapper =
        JsonMapper.builder(factory)
            .addModule(new JavaTimeModule())
            .addModule(new MoneyModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .withCoercionConfig(
                LogicalType.Textual,
                text ->
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();
    return mapper;
  }

  public static ObjectMapper mapper() {
    return MAPPER;
  }

  public static String write(Object value) {
    return write(MAPPER.writer(), value);
  }

  /// For what only its writer reads again: what is null is left out, and read as null.
  public static String writeWithoutNulls(Object value) {
    return write(WITHOUT_NULLS, value);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /// Reads a message or request body; what does not fit is an [InvalidMessage] that names the
  /// field.
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) throw new InvalidMessage("MALFORMED_JSON", "", "send a JSON object");
      return value;
    } catch (JsonMappingException e) {
      // Jackson wraps what a constructor or a deserializer throws, once per level.
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof InvalidMessage invalid) throw invalid;
      }
      boolean trailing = e.getOriginalMessage().startsWith("Trailing token");
      throw new InvalidMessage(
          trailing ? "MALFORMED_JSON" : "SCHEMA_VIOLATION", path(e), e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw new InvalidMessage("MALFORMED_JSON", "", e.getOriginalMessage());
    } catch (IOException e) {
      throw new InvalidMessage("MALFORMED_JSON", "", "send UTF-8: " + e.getMessage());
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(p -> p.getFieldName() == null ? "[" + p.getIndex() + "]" : "." + p.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
