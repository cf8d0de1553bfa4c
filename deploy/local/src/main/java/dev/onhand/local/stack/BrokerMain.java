package dev.onhand.local.stack;

import java.io.FileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/// Main class of the broker's process: formats the log folder the first time, then is Kafka.
final class BrokerMain {
  private BrokerMain() {}

  /// @param arguments the properties file
  static void main(String[] arguments) throws IOException {
    var properties = new Properties();
    try (var reader = new FileReader(arguments[0])) {
      properties.load(reader);
    }
    var logs = Path.of(properties.getProperty("log.dirs"));
    if (!Files.exists(logs.resolve("meta.properties"))) {
      var cluster = Uuid.randomUuid().toString();
      int exit =
          StorageTool.execute(
              new String[] {"format", "-t", cluster, "-c", arguments[0], "--ignore-formatted"},
              System.out);
      if (exit != 0) {
        System.exit(exit);
      }
    }
    Kafka.main(arguments);
  }
}
