package dev.onhand.local.stack;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The seven services, each a Quarkus application in a process of its own.
final class Services {
  private static final Duration READY_WITHIN = Duration.ofSeconds(120);

  private final Settings settings;
  private final Http http = new Http();

  Services(Settings settings) {
    this.settings = settings;
  }

  Running start(Part service) {
    return program(settings, service).start(environment(service));
  }

  static AotCache program(Settings settings, Part service) {
    var words = List.of("-jar", settings.application(service).toString());
    return new AotCache(settings, service, words);
  }

  void awaitReady(Part service, Running process) {
    boolean ready = Wait.until(READY_WITHIN, () -> !process.isAlive() || isReady(service));
    if (!ready || !process.isAlive()) {
      throw new StackException(
          "%s %s: read %s (./onhand logs %s)."
              .formatted(
                  service.label(),
                  process.isAlive() ? "is not ready" : "ended while starting",
                  settings.home().log(service),
                  service.label()));
    }
  }

  boolean isReady(Part service) {
    return http.get(settings.url(service) + "/q/health/ready", Map.of()).status() == 200;
  }

  /// Passwords travel in the environment: a command line is readable for everybody.
  Map<String, String> environment(Part service) {
    var port = Integer.toString(settings.ports().of(service));
    var keys = TokenKeys.of(settings);
    var environment = new HashMap<String, String>();
    environment.put("QUARKUS_HTTP_HOST", "localhost");
    environment.put("QUARKUS_HTTP_PORT", port);
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", settings.jdbcUrl(service.database()));
    environment.put("QUARKUS_DATASOURCE_USERNAME", service.database());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", Passwords.of(settings).of(service.database()));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", settings.kafka());
    environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", keys.publicKeyFile().toUri().toString());
    environment.put("MP_JWT_VERIFY_ISSUER", Token.ISSUER);
    environment.put("MP_JWT_VERIFY_AUDIENCES", Token.AUDIENCE);
    environment.put("ONHAND_LOCAL", "true");
    environment.put("QUARKUS_LOG_CONSOLE_COLOR", "false");
    if (service == Part.REPORTING) {
      environment.put("ONHAND_DEV_LOGIN_PRIVATE_KEY", keys.privateKeyFile().toString());
    }
    return environment;
  }
}
