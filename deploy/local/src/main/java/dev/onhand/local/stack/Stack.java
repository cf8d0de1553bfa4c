package dev.onhand.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Starts what is missing and stops what is there. Safe to call at any time, and again.
public final class Stack {
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(25);
  /// A killed process's port is not free at once.
  private static final Duration PORT_FREE_WITHIN = Duration.ofSeconds(1);

  /// The first run of a build writes down what it used, all at once on few cores.
  private static final Duration RECORDED_WITHIN = Duration.ofSeconds(90);

  private static final Duration KILLED_WITHIN = Duration.ofSeconds(5);

  private final Settings settings;
  private final Consumer<String> say;
  private final long began = System.nanoTime();

  /// @param say gets one line per step, for a person
  public Stack(Settings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /// The process of this part if it is alive.
  public Optional<Running> running(Part part) {
    return Running.read(settings.home().pid(part)).filter(Running::isAlive);
  }

  /// The parts that `up` starts: those that are built.
  public List<Part> parts() {
    return List.of(Part.values()).stream().filter(settings::isBuilt).toList();
  }

  /// Starts every part that does not run, restarts services that were built anew, and waits until
  /// all are ready.
  ///
  /// @throws StackException naming what does not start, and where to read why
  public void up() {
    up(parts());
  }

  /// What a process of this service needs in its environment, for those who start one themselves.
  public Map<String, String> environment(Part service) {
    return new Services(settings).environment(service);
  }

  /// The same with these parts only. Services need the connectors, and start only with them.
  public void up(List<Part> parts) {
    stopAll(parts.stream().filter(this::isRebuilt).toList());
    requireFreePorts(parts);
    TokenKeys.of(settings);
    Passwords.of(settings);
    var postgres = new Postgres(settings);
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      try {
        start(parts, postgres, threads);
      } catch (RuntimeException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private void start(List<Part> parts, Postgres postgres, ExecutorService threads) {
    var servers = new ArrayList<Future<?>>();
    if (parts.contains(Part.POSTGRES)) {
      servers.add(threads.submit(() -> startPostgres(postgres)));
    }
    if (parts.contains(Part.KAFKA)) {
      servers.add(threads.submit(this::startKafka));
    }
    await(servers.toArray(Future<?>[]::new));
    if (!parts.contains(Part.CONNECT)) {
      return;
    }
    var connectors = new Connectors(settings);
    connectors.requireSlots(postgres);
    var all = new ArrayList<Future<?>>();
    var connect = threads.submit(this::startConnect);
    all.add(connect);
    for (var service : parts.stream().filter(Part::isService).toList()) {
      all.add(threads.submit(() -> startService(service, connect, connectors, postgres)));
    }
    await(all.toArray(Future<?>[]::new));
  }

  /// Whether the service runs from files that were replaced under it.
  private boolean isRebuilt(Part part) {
    try {
      return part.isService()
          && running(part).isPresent()
          && Files.getLastModifiedTime(settings.application(part))
                  .compareTo(Files.getLastModifiedTime(settings.home().pid(part)))
              > 0;
    } catch (IOException _) {
      return false;
    }
  }

  /// Stops every part, consumers before what they need. Data stays.
  public void down() {
    stopAll(Part.services());
    stopAll(List.of(Part.CONNECT));
    stopAll(List.of(Part.KAFKA));
    stopAll(List.of(Part.POSTGRES));
    AotCache.assemble(
        settings, parts().stream().filter(p -> p != Part.POSTGRES).map(this::program).toList());
  }

  /// Stops one part: SIGTERM, then SIGKILL.
  public void stop(Part part) {
    var running = running(part);
    if (running.isEmpty()) {
      forget(part);
      return;
    }
    if (part == Part.POSTGRES) {
      new Postgres(settings).stop(running.get());
    } else {
      boolean recording = program(part).isRecording();
      running.get().signal("TERM");
      if (!running.get().awaitEnd(recording ? RECORDED_WITHIN : STOPPED_WITHIN)) {
        say.accept(part.label() + " does not stop: killed");
      }
    }
    running.get().signal("KILL");
    running.get().awaitEnd(KILLED_WITHIN);
    forget(part);
    say.accept(String.format("%-20s stopped", part.label()));
  }

  /// Without a pid file the part counts as stopped, not as killed.
  private void forget(Part part) {
    try {
      Files.deleteIfExists(settings.home().pid(part));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + settings.home().pid(part), e);
    }
  }

  private AotCache program(Part part) {
    return switch (part) {
      case POSTGRES -> throw new IllegalArgumentException("not a Java program");
      case KAFKA -> Broker.program(settings);
      case CONNECT -> ConnectWorker.program(settings);
      case ORDER, INVENTORY, FULFILLMENT, PROCUREMENT, RETURNS, LEDGER, REPORTING ->
          Services.program(settings, part);
    };
  }

  private Void startPostgres(Postgres postgres) {
    var alive = running(Part.POSTGRES);
    var process = alive.orElseGet(postgres::start);
    postgres.awaitReady(process);
    postgres.createDatabases();
    if (alive.isEmpty()) {
      ready(Part.POSTGRES);
    }
    return null;
  }

  private Void startKafka() {
    var broker = new Broker(settings);
    var alive = running(Part.KAFKA);
    var process = alive.orElseGet(broker::start);
    try (var admin = broker.awaitReady(process)) {
      Topics.create(admin, settings.partitions());
    }
    if (alive.isEmpty()) {
      ready(Part.KAFKA);
    }
    return null;
  }

  private Void startConnect() {
    var worker = new ConnectWorker(settings);
    var alive = running(Part.CONNECT);
    worker.awaitReady(alive.orElseGet(worker::start));
    if (alive.isEmpty()) {
      ready(Part.CONNECT);
    }
    return null;
  }

  private Void startService(
      Part service, Future<Void> connect, Connectors connectors, Postgres postgres)
      throws ExecutionException, InterruptedException {
    var services = new Services(settings);
    var alive = running(service);
    services.awaitReady(service, alive.orElseGet(() -> services.start(service)));
    if (alive.isEmpty()) {
      ready(service);
    }
    if (service.hasOutbox()) {
      connect.get();
      connectors.register(postgres, service);
    }
    return null;
  }

  private void ready(Part part) {
    double seconds = (System.nanoTime() - began) / 1e9;
    say.accept(
        String.format(
            "%-20s ready after %4.1f s, port %d",
            part.label(), seconds, settings.ports().of(part)));
  }

  private void requireFreePorts(List<Part> parts) {
    var wanted = new LinkedHashMap<String, Integer>();
    for (var part : parts) {
      if (running(part).isEmpty()) {
        wanted.put(part.label(), settings.ports().of(part));
        if (part == Part.KAFKA) {
          wanted.put("kafka-controller", settings.ports().kafkaController());
        }
      }
    }
    requireDistinct(wanted);
    wanted.forEach(
        (name, port) -> {
          if (!Wait.until(PORT_FREE_WITHIN, () -> Ports.isFree(port))) {
            throw new StackException(
                ("Port %d for %s is taken by another process. Set ONHAND_PORT_%s or move all ports"
                        + " with ONHAND_PORT_BASE.")
                    .formatted(port, name, variable(name)));
          }
        });
  }

  private static String variable(String name) {
    return Part.named(name).map(Part::name).orElse("KAFKA_CONTROLLER");
  }

  static void requireDistinct(Map<String, Integer> wanted) {
    var owner = new LinkedHashMap<Integer, String>();
    wanted.forEach(
        (name, port) -> {
          var other = owner.putIfAbsent(port, name);
          if (other != null) {
            throw new StackException(
                "Port %d is asked for by %s and %s.".formatted(port, other, name));
          }
        });
  }

  private void stopAll(List<Part> parts) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      parts.forEach(part -> threads.submit(() -> stop(part)));
    }
  }

  /// Waits for all and reports the first failure at once, without waiting for the others.
  private static void await(Future<?>... futures) {
    var open = new ArrayList<>(List.of(futures));
    try {
      while (!open.isEmpty()) {
        for (var iterator = open.iterator(); iterator.hasNext(); ) {
          if (ended(iterator.next())) {
            iterator.remove();
          }
        }
      }
    } catch (ExecutionException e) {
      open.forEach(f -> f.cancel(true));
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted.");
    }
  }

  private static boolean ended(Future<?> future) throws ExecutionException, InterruptedException {
    try {
      future.get(20, TimeUnit.MILLISECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException _) {
      return false;
    }
  }

  /// Whether the stack was ever started here.
  public boolean hasData() {
    return Files.exists(settings.home().data(Part.POSTGRES));
  }
}
