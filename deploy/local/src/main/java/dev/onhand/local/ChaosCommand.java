package dev.onhand.local;

import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Stack;
import dev.onhand.local.world.Chaos;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "chaos",
    description = {
      "Kills and stops processes at random while orders come in, then asks the auditor.",
      "Exit code 1 when an order is left unexplained or the auditor finds something."
    })
final class ChaosCommand implements Callable<Integer> {
  @Option(names = "--minutes", defaultValue = "5", description = "How long (${DEFAULT-VALUE}).")
  private int minutes;

  @Option(names = "--seed", paramLabel = "N", description = "Names faults and orders.")
  private Long seed;

  @Option(
      names = "--rate",
      defaultValue = "5",
      description = "Orders per second (${DEFAULT-VALUE}).")
  private int ordersPerSecond;

  @Override
  public Integer call() {
    var settings = Settings.fromEnvironment();
    new Stack(settings, System.out::println).up();
    long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
    var chaos = new Chaos(settings, chosen, Math.clamp(ordersPerSecond, 1, 1_000), this::say);
    var result = chaos.run(Duration.ofMinutes(minutes));
    say("Faults: " + result.faults());
    say("Orders: " + result.orders() + " " + result.byState());
    result.left().forEach(what -> say("NOT SETTLED: " + what));
    result.verdict().lagging().forEach(who -> say("behind: " + who));
    result.verdict().invariants().stream()
        .filter(finding -> !finding.ok())
        .forEach(f -> say(f.id() + " " + f.name() + ": " + f.firstDivergence()));
    say("Auditor: " + result.verdict().summary());
    return result.isGood() ? 0 : 1;
  }

  private void say(String line) {
    System.out.println(line);
  }
}
