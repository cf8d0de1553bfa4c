package dev.onhand.local;

import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Stack;
import dev.onhand.local.world.World;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "world",
    description = {
      "Plays warehouse, carriers, payment provider and supplier until Ctrl-C, without new orders:",
      "for working with the platform by hand."
    })
final class WorldCommand implements Callable<Integer> {
  @Option(names = "--seed", paramLabel = "N", description = "Names the chances.")
  private long seed = 1;

  @Override
  public Integer call() throws InterruptedException {
    var settings = Settings.fromEnvironment();
    new Stack(settings, System.out::println).up();
    var world = new World(settings, seed);
    Runtime.getRuntime().addShutdownHook(new Thread(world::close));
    System.out.println("The world outside answers. Ctrl-C ends it.");
    new CountDownLatch(1).await();
    return 0;
  }
}
