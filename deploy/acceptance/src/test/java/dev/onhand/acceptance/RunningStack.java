package dev.onhand.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onhand.testkit.Repository;
import dev.onhand.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The stack that the acceptance tests run against, started by `./onhand up` once per build. Ask
/// for it as a parameter of a test's constructor.
///
/// `ONHAND_ACCEPTANCE_HOME` and `ONHAND_ACCEPTANCE_PORT_BASE` name a stack that runs already: then
/// nothing is started or stopped.
final class RunningStack implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Repository.root();
  private static final Duration COMMAND_MAX = Duration.ofMinutes(4);
  private static final int PORTS = 14;
  private static final List<String> SERVICES =
      List.of("reporting", "order", "inventory", "fulfillment", "procurement", "returns", "ledger");

  private final Path home;
  private final int portBase;
  private final boolean ours;

  private RunningStack(Path home, int portBase, boolean ours) {
    this.home = home;
    this.portBase = portBase;
    this.ours = ours;
  }

  /// Gives tests the one stack and ends it after the last of them.
  static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RunningStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(RunningStack.class, _ -> started(), RunningStack.class);
    }
  }

  /// What a command of the launcher left behind.
  record Ran(int exit, String out, String err) {
    /// The object on the last line of standard output.
    JsonNode json() {
      var lines = out.strip().lines().toList();
      try {
        return JSON.readTree(lines.isEmpty() ? "" : lines.getLast());
      } catch (IOException e) {
        throw new UncheckedIOException("no JSON in: " + out + err, e);
      }
    }

    void assertExit(int expected) {
      assertEquals(expected, exit, () -> out + err);
    }
  }

  private static RunningStack started() {
    var given = System.getenv("ONHAND_ACCEPTANCE_HOME");
    if (given != null) {
      int base = Integer.parseInt(System.getenv("ONHAND_ACCEPTANCE_PORT_BASE"));
      return new RunningStack(Path.of(given), base, false);
    }
    requireBuilt();
    var stack = new RunningStack(ROOT.resolve("deploy/acceptance/target/stack"), freePorts(), true);
    stack.clear();
    stack.run("up").assertExit(0);
    return stack;
  }

  private static void requireBuilt() {
    for (var service : SERVICES) {
      var application = ROOT.resolve(service + "-service/target/quarkus-app/quarkus-run.jar");
      if (!Files.exists(application)) {
        throw new IllegalStateException(
            service + "-service is not built; run the build from the root: ./onhand test");
      }
    }
  }

  /// Runs `./onhand` to its end.
  Ran run(String... arguments) {
    var running = start(arguments);
    return running.end(COMMAND_MAX);
  }

  /// Starts `./onhand` and goes on.
  Running start(String... arguments) {
    var command = new ArrayList<String>(List.of(ROOT.resolve("onhand").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.environment().put("ONHAND_HOME", home.toString());
    builder.environment().put("ONHAND_PORT_BASE", "" + portBase);
    builder.environment().put("ONHAND_BUILD", "no");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      var out = Files.createTempFile("onhand-out", ".txt");
      var err = Files.createTempFile("onhand-err", ".txt");
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A command that has not ended yet.
  record Running(Process process, Path out, Path err) {
    /// What it has said so far, to both outputs.
    String said() {
      return read(out) + read(err);
    }

    Ran end(Duration most) {
      try {
        if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException("not done within " + most + ": " + said());
        }
        var ran = new Ran(process.exitValue(), read(out), read(err));
        Files.delete(out);
        Files.delete(err);
        return ran;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
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

  /// The auditor's answer, and that it is this one.
  JsonNode verify(int expectedExit) {
    var ran = run("verify", "--json");
    ran.assertExit(expectedExit);
    return ran.json();
  }

  /// All invariants hold.
  void assertClean() {
    verify(0);
  }

  /// Ends a process as a power cut would.
  void kill(String process) {
    process(process).destroyForcibly();
  }

  /// A process of the stack.
  ProcessHandle process(String name) {
    for (var part : run("status", "--json").json().findPath("processes")) {
      if (part.path("name").asText().equals(name)) {
        return ProcessHandle.of(part.path("pid").asLong()).orElseThrow();
      }
    }
    throw new IllegalStateException("no process " + name);
  }

  /// A token of the local stack for a person with these roles.
  String token(String... roles) {
    return TestTokens.as("acceptance").roles(roles).signedWith(signingKey());
  }

  /// The key that the local stack's services trust.
  PrivateKey signingKey() {
    try {
      var pem = Files.readString(home.resolve("keys/private.pem"));
      var bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Address of a service, by its short name.
  String url(String service) {
    return "http://localhost:" + (portBase + SERVICES.indexOf(service));
  }

  String bootstrapServers() {
    return "localhost:" + (portBase + 11);
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(portBase + 10, database);
  }

  /// Of the role that may do everything.
  String superuserPassword() {
    try {
      return Files.readAllLines(home.resolve("keys/pgpass")).stream()
          .map(line -> line.split(":"))
          .filter(fields -> fields[3].equals("postgres"))
          .map(fields -> fields[4])
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> services() {
    return SERVICES;
  }

  @Override
  public void close() {
    if (ours) {
      run("down").assertExit(0);
    }
  }

  /// Everything but the caches: each build begins with an empty platform.
  private void clear() {
    if (!Files.exists(home)) {
      return;
    }
    run("down");
    for (var folder : List.of("data", "run", "conf", "keys", "logs")) {
      var path = home.resolve(folder);
      if (Files.exists(path)) {
        try (var files = Files.walk(path)) {
          for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /// A base below the range that systems give to outgoing connections.
  private static int freePorts() {
    var random = ThreadLocalRandom.current();
    for (int attempt = 0; attempt < 100; attempt++) {
      int base = random.nextInt(15_000, 31_000);
      if (java.util.stream.IntStream.range(base, base + PORTS).allMatch(RunningStack::isFree)) {
        return base;
      }
    }
    throw new IllegalStateException("no " + PORTS + " free ports in a row");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress("localhost", port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
