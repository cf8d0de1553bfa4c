package dev.onhand.local;

import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Stack;
import dev.onhand.local.stack.StackStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "up",
    description = "Starts what does not run, in the background, and returns when all is ready.")
final class Up implements Callable<Integer> {
  @Override
  public Integer call() {
    var settings = Settings.fromEnvironment();
    long began = System.nanoTime();
    new Stack(settings, System.out::println).up();
    var status = StackStatus.of(settings);
    System.out.println();
    System.out.print(StatusTable.of(status));
    System.out.printf(
        "Up in %.1f s. Console: %s   Stop: ./onhand down%n",
        (System.nanoTime() - began) / 1e9, settings.url(dev.onhand.local.stack.Part.REPORTING));
    return status.isUp() ? 0 : 1;
  }
}
