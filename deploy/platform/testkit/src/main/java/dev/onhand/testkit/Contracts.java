package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/// The published contracts of the services: `<service>/contract/`.
///
/// A message is named with its version, `OrderAccepted.v1`; the full type `order.OrderAccepted.v1`
/// is understood too. Its schema is `OrderAccepted.v1.schema.json`, its samples are
/// `samples/OrderAccepted.v1.json` and `samples/OrderAccepted.v1.<case>.json`. Nothing is fetched
/// from the network.
public final class Contracts {

  private static final String SCHEMA = ".schema.json";
  private static final Pattern REFERENCE = Pattern.compile("\\./([\\w.-]+\\.schema\\.json)");
  private static final Pattern VERSIONED = Pattern.compile("(?:(\\w+)\\.)?(\\w+\\.v\\d+)");
  private static final ObjectMapper YAML = new YAMLMapper();

  /// JSON Schema 2020-12 and our own mark on messages that the books must know.
  private static final JsonMetaSchema DIALECT =
      JsonMetaSchema.builder(JsonMetaSchema.getV202012())
          .keyword(new NonValidationKeyword("x-bears-value"))
          .build();

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012, builder -> builder.metaSchema(DIALECT));
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final Map<Path, JsonSchema> LOADED = new ConcurrentHashMap<>();

  private Contracts() {}

  /// A golden sample: `file` is its file name, `message` names it with version.
  public record Sample(String file, String message, String json) {}

  /// What is wrong with a payload; nothing when it fits the schema.
  ///
  /// @param service folder name, as `order-service`
  public static List<String> validate(String service, String message, String json) {
    var schema = LOADED.computeIfAbsent(schemaFile(service, message), Contracts::load);
    return schema.validate(json, InputFormat.JSON).stream()
        .map(problem -> problem.getInstanceLocation() + ": " + problem.getMessage())
        .sorted()
        .toList();
  }

  /// Fails, with every problem, unless the payload fits the schema.
  public static void assertValid(String service, String message, String json) {
    var problems = validate(service, message, json);
    assertTrue(problems.isEmpty(), () -> message + " does not fit its schema: " + problems + json);
  }

  /// All samples of one message.
  public static List<Sample> samples(String service, String message) {
    var name = name(service, message);
    return samples(service).stream().filter(sample -> sample.message().equals(name)).toList();
  }

  /// The text of a message's only or first sample.
  public static String sample(String service, String message) {
    var samples = samples(service, message);
    assertFalse(samples.isEmpty(), () -> service + " has no sample of " + message);
    return samples.getFirst().json();
  }

  /// All samples of a service.
  public static List<Sample> samples(String service) {
    return files(folder(service).resolve("samples"), ".json").stream()
        .map(
            file -> {
              var name = file.getFileName().toString();
              return new Sample(name, messageOf(name), read(file));
            })
        .toList();
  }

  /// All messages with a schema, with their versions.
  public static List<String> messages(String service) {
    return files(folder(service), SCHEMA).stream()
        .map(file -> file.getFileName().toString().replace(SCHEMA, ""))
        .toList();
  }

  /// Every sample has a schema and fits it.
  public static void assertEverySampleValidates(String service) {
    var samples = samples(service);
    assertFalse(samples.isEmpty(), () -> service + " publishes no samples");
    assertAll(
        samples.stream()
            .<Executable>map(s -> () -> assertSample(service, s))
            .collect(Collectors.toList()));
  }

  /// No message without an example.
  public static void assertEverySchemaHasASample(String service) {
    var bare = new TreeSet<>(messages(service));
    samples(service).forEach(sample -> bare.remove(sample.message()));
    assertTrue(bare.isEmpty(), () -> service + " has no sample of " + bare);
  }

  /// `asyncapi.yaml` and the schemas name the same messages, each in a channel with an address.
  public static void assertAsyncApiNamesEveryMessage(String service) {
    var text = read(folder(service).resolve("asyncapi.yaml"));
    var document = yaml(text);
    assertTrue(document.path("asyncapi").asText().startsWith("3."), "asyncapi 3.x");
    document
        .path("channels")
        .properties()
        .forEach(
            channel ->
                assertTrue(
                    channel.getValue().hasNonNull("address"),
                    () -> "channel without address: " + channel.getKey()));
    var named = new TreeSet<String>();
    REFERENCE.matcher(text).results().forEach(found -> named.add(found.group(1)));
    var published =
        messages(service).stream()
            .map(message -> message + SCHEMA)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(published, named, () -> service + ": schemas against asyncapi.yaml");
  }

  private static void assertSample(String service, Sample sample) {
    var problems = validate(service, sample.message(), sample.json());
    assertTrue(problems.isEmpty(), () -> service + "/" + sample.file() + ": " + problems);
  }

  private static JsonSchema load(Path file) {
    assertTrue(Files.isRegularFile(file), () -> "no schema " + file);
    return SCHEMAS.getSchema(SchemaLocation.of(file.toUri().toString()), STRICT);
  }

  private static Path schemaFile(String service, String message) {
    return folder(service).resolve(name(service, message) + SCHEMA);
  }

  private static String name(String message) {
    var matcher = VERSIONED.matcher(message);
    assertTrue(matcher.matches(), () -> "name a message with its version: " + message);
    return matcher.group(2);
  }

  /// Where a service has a message of its own and one from outside with the same name, the files of
  /// the one from outside begin with its sender: `WarehouseReturnReceived.v1` for
  /// `warehouse.ReturnReceived.v1`.
  private static String name(String service, String message) {
    var matcher = VERSIONED.matcher(message);
    if (matcher.matches() && matcher.group(1) != null) {
      var sender = matcher.group(1);
      var prefix = sender.substring(0, 1).toUpperCase(Locale.ROOT) + sender.substring(1);
      if (Files.isRegularFile(folder(service).resolve(prefix + matcher.group(2) + SCHEMA))) {
        return prefix + matcher.group(2);
      }
    }
    return name(message);
  }

  private static String messageOf(String sampleFile) {
    var parts = sampleFile.split("\\.");
    return parts[0] + "." + parts[1];
  }

  private static Path folder(String service) {
    return Repository.root().resolve(service).resolve("contract");
  }

  private static List<Path> files(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
