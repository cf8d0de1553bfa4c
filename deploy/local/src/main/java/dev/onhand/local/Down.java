package dev.onhand.local;

import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops everything. Data stays.")
final class Down implements Callable<Integer> {
  @Override
  public Integer call() {
    new Stack(Settings.fromEnvironment(), System.out::println).down();
    return 0;
  }
}
