package dev.onhand.local;

import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Token;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "token",
    description = "Prints a bearer token for the local stack, valid for 12 hours.")
final class TokenCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "ROLE",
      description =
          "channel, order-clerk, warehouse, planner, buyer, approver, accountant, controller,"
              + " analyst, operator, admin")
  private List<String> roles;

  @Option(names = "--subject", description = "Who acts; ${DEFAULT-VALUE} unless said.")
  private String subject = "local-user";

  @Override
  public Integer call() {
    System.out.println(Token.of(Settings.fromEnvironment(), subject, roles));
    return 0;
  }
}
