package dev.onhand.bench;

import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Stack;
import dev.onhand.local.stack.StackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The yardstick's process, alive for all rounds so that it is as warm as what it is compared with,
/// on the database and with the role of the order service.
final class InsertRun implements AutoCloseable {
  /// As the stack runs a service.
  private static final List<String> JVM =
      List.of(
          "-Xmx160m",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dslf4j.internal.verbosity=ERROR",
          "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");

  private final Process process;
  private final BufferedReader said;
  private final PrintWriter told;

  private InsertRun(Process process) {
    this.process = process;
    said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    told = new PrintWriter(process.getOutputStream(), true, StandardCharsets.US_ASCII);
  }

  /// Starts it at the end of the topic.
  static InsertRun start(Stack stack, Settings settings, String topic, int batch) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(InsertProcess.class.getName(), settings.kafka(), topic, Integer.toString(batch)));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    var its = stack.environment(Part.ORDER);
    var environment = builder.environment();
    environment.put(InsertProcess.URL, its.get("QUARKUS_DATASOURCE_JDBC_URL"));
    environment.put(InsertProcess.USER, its.get("QUARKUS_DATASOURCE_USERNAME"));
    environment.put(InsertProcess.PASSWORD, its.get("QUARKUS_DATASOURCE_PASSWORD"));
    try {
      var run = new InsertRun(builder.start());
      Runtime.getRuntime().addShutdownHook(new Thread(run.process::destroyForcibly));
      run.answer(); // it is ready
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException("the yardstick does not start", e);
    }
  }

  /// Takes so many records.
  ///
  /// @return records per second over the last three quarters
  double take(int records) {
    told.println(records);
    return Double.parseDouble(answer());
  }

  private String answer() {
    try {
      var line = said.readLine();
      if (line == null) throw new StackException("The yardstick has ended.");
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    told.close();
    process.destroy();
  }
}
