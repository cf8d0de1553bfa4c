package dev.onhand.local;

import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.StackStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Processes, connectors and consumers. Exit code 1 when something is down.")
final class Status implements Callable<Integer> {
  @Option(names = "--json", description = "One JSON object on one line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    var status = StackStatus.of(Settings.fromEnvironment());
    System.out.println(
        json ? Http.JSON.writeValueAsString(status) : StatusTable.of(status).stripTrailing());
    return status.isUp() ? 0 : 1;
  }
}
