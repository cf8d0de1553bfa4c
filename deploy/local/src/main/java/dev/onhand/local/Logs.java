package dev.onhand.local;

import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "The last lines of one log, or of all.")
final class Logs implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "postgres, kafka, order, ...")
  private String name;

  @Option(names = "-f", description = "Follow until Ctrl-C.")
  private boolean follow;

  @Option(names = "-n", description = "Lines per log, ${DEFAULT-VALUE} unless said.")
  private int lines = 40;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var settings = Settings.fromEnvironment();
    var command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
    if (follow) {
      command.add("-F");
    }
    int options = command.size();
    for (var part : parts()) {
      var log = settings.home().log(part);
      if (follow || Files.exists(log)) {
        command.add(log.toString());
      }
    }
    if (command.size() == options) {
      throw new StackException("There is no log yet: start the stack with ./onhand up.");
    }
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private List<Part> parts() {
    if (name == null) {
      return List.of(Part.values());
    }
    return List.of(
        Part.named(name)
            .orElseThrow(
                () ->
                    new StackException(
                        "There is no process '%s'. Processes: %s."
                            .formatted(
                                name,
                                String.join(
                                    ", ",
                                    List.of(Part.values()).stream().map(Part::label).toList())))));
  }
}
