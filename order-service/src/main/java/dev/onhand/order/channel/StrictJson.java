package dev.onhand.order.channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Bytes to a tree, by RFC 8259 and not more. Takes time linear in the length; the depth of the
/// tree, and so of the stack, is bounded by [#NESTING_MAX].
final class StrictJson {
  /// A document is never larger; one that is, is refused before it is parsed.
  static final int BYTES_MAX = 1_048_576;

  /// Levels of objects and arrays, counted from 1 at the root.
  static final int NESTING_MAX = 200;

  // The body's length is the one limit on lengths: what is too long for a field is told by the
  // field, with its name. Names are not interned or cached, so chosen names cannot slow others.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING_MAX * 2)
                  .maxNumberLength(BYTES_MAX)
                  .maxStringLength(BYTES_MAX)
                  .maxNameLength(BYTES_MAX)
                  .build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private StrictJson() {}

  /// @throws Refusal when the bytes are too many, not UTF-8, not JSON, or ambiguous
  static DocumentNode parse(byte[] document) {
    var text = decoded(document);
    try (var parser = FACTORY.createParser(text)) {
      var token = parser.nextToken();
      if (token == null) throw new Refusal(Defect.MALFORMED_JSON, "", "the document is empty");
      var root = value(parser, token, 1);
      if (parser.nextToken() != null) {
        throw new Refusal(Defect.MALFORMED_JSON, "", "content follows the document" + at(parser));
      }
      return root;
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      var where = place == null ? "" : at(place.getLineNr(), place.getColumnNr());
      throw new Refusal(Defect.MALFORMED_JSON, "", "not JSON" + where);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /// The text of a document of any format.
  ///
  /// @throws Refusal when it is too large, not UTF-8, or holds what no database stores
  static String storableText(byte[] document) {
    var text = decoded(document);
    if (text.indexOf('\0') >= 0) {
      throw new Refusal(Defect.INVALID_TEXT, "", "a text holds U+0000");
    }
    return text;
  }

  private static String decoded(byte[] document) {
    if (document.length > BYTES_MAX) {
      throw new Refusal(Defect.TOO_LARGE, "", document.length + " bytes, at most " + BYTES_MAX);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(document))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(Defect.INVALID_UTF8, "", "the bytes are not UTF-8");
    }
  }

  private static DocumentNode value(JsonParser parser, JsonToken token, int depth)
      throws IOException {
    return switch (token) {
      case START_OBJECT -> fields(parser, deeper(parser, depth));
      case START_ARRAY -> items(parser, deeper(parser, depth));
      case VALUE_STRING -> new DocumentNode.Text(storable(parser, parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new DocumentNode.Number(parser.getText());
      case VALUE_TRUE -> new DocumentNode.Flag(true);
      case VALUE_FALSE -> new DocumentNode.Flag(false);
      case VALUE_NULL -> DocumentNode.NULL;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new Refusal(Defect.MALFORMED_JSON, "", "unexpected " + token + at(parser));
    };
  }

  private static int deeper(JsonParser parser, int depth) {
    if (depth > NESTING_MAX) {
      throw new Refusal(
          Defect.NESTING_TOO_DEEP, "", "nested deeper than " + NESTING_MAX + at(parser));
    }
    return depth + 1;
  }

  private static DocumentNode fields(JsonParser parser, int depth) throws IOException {
    var fields = new LinkedHashMap<String, DocumentNode>();
    for (var token = parser.nextToken(); ; token = parser.nextToken()) {
      if (token == null) throw cutOff(parser);
      if (token == JsonToken.END_OBJECT) return new DocumentNode.Fields(fields);
      var name = storable(parser, parser.currentName());
      var next = parser.nextToken();
      if (next == null) throw cutOff(parser);
      if (fields.putIfAbsent(name, value(parser, next, depth)) != null) {
        throw new Refusal(
            Defect.DUPLICATE_KEY, FieldReader.shortened(name), "stands twice in one object");
      }
    }
  }

  private static DocumentNode items(JsonParser parser, int depth) throws IOException {
    var items = new ArrayList<DocumentNode>();
    for (var token = parser.nextToken(); ; token = parser.nextToken()) {
      if (token == null) throw cutOff(parser);
      if (token == JsonToken.END_ARRAY) return new DocumentNode.Items(items);
      items.add(value(parser, token, depth));
    }
  }

  private static Refusal cutOff(JsonParser parser) {
    return new Refusal(Defect.MALFORMED_JSON, "", "the document is cut off" + at(parser));
  }

  /// Databases and messages hold whole Unicode text only: no U+0000, no half surrogate pair.
  private static String storable(JsonParser parser, String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0) throw unstorable(parser, "U+0000");
      if (!Character.isSurrogate(c)) continue;
      var pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!pair) throw unstorable(parser, "half a surrogate pair");
      i++;
    }
    return text;
  }

  private static Refusal unstorable(JsonParser parser, String what) {
    return new Refusal(Defect.INVALID_TEXT, "", "a text holds " + what + at(parser));
  }

  private static String at(JsonParser parser) {
    var place = parser.currentTokenLocation();
    return at(place.getLineNr(), place.getColumnNr());
  }

  private static String at(int line, int column) {
    return ", line " + line + ", column " + column;
  }
}
