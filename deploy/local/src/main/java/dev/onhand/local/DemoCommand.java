package dev.onhand.local;

import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Stack;
import dev.onhand.local.world.Demo;
import dev.onhand.local.world.Figures;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Plays a business day from channel orders to the books, then asks the auditor.",
      "Starts the stack if needed and leaves it running. Exit code 1 when an order is left in an",
      "unexplained state or the auditor finds something."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--orders", paramLabel = "PATH", description = "Real channel documents instead.")
  private Path orders;

  @Option(
      names = "--learn-items",
      description = "With --orders: unknown SKUs become items with stock.")
  private boolean learnItems;

  @Option(names = "--seed", paramLabel = "N", description = "Names the day; printed if not given.")
  private Long seed;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "600",
      description = "Orders of the day (${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    // With --json, standard output is for the object alone.
    PrintStream out = json ? System.err : System.out;
    var settings = Settings.fromEnvironment();
    new Stack(settings, out::println).up();
    long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
    var demo = new Demo(settings, chosen, out::println);
    var result = orders == null ? demo.playDay(count) : demo.playDocuments(orders, learnItems);
    print(out, result);
    out.println("Console: " + demo.console() + "   Stop: ./onhand down");
    if (json) {
      System.out.println(Http.JSON.writeValueAsString(object(result)));
    }
    return result.isGood() ? 0 : 1;
  }

  private static void print(PrintStream out, Demo.Result result) {
    out.println();
    result.documents().forEach(out::println);
    out.println("Documents: " + result.outcomes());
    out.println("Orders by state:");
    result.byState().forEach((state, n) -> out.printf(Locale.ROOT, "  %-28s %6d%n", state, n));
    out.printf(
        Locale.ROOT,
        "%d orders in %.1f s, %.0f orders/s%n",
        result.orders(),
        result.seconds(),
        result.orders() / result.seconds());
    var figures = result.figures();
    line(out, "Net revenue", Figures.amount(figures.statement().path("netRevenue")));
    line(out, "Cost of sales", Figures.amount(figures.statement().path("costOfSales")));
    line(out, "Gross margin", Figures.amount(figures.statement().path("grossMargin")));
    line(out, "Stock value", Figures.amount(figures.stockValue()));
    line(out, "Units on hand", figures.overview().path("unitsOnHand").asText("-"));
    line(out, "Trial balance", figures.trialBalance());
    line(out, "Auditor", result.verdict().summary());
    result.verdict().lagging().forEach(who -> out.println("  behind: " + who));
    result.verdict().invariants().stream()
        .filter(finding -> !finding.ok())
        .forEach(f -> out.println("  " + f.id() + " " + f.name() + ": " + f.firstDivergence()));
    result.notes().stream().distinct().limit(10).forEach(note -> out.println("Note: " + note));
    result.left().forEach(what -> out.println("NOT SETTLED: " + what));
  }

  private static void line(PrintStream out, String name, String value) {
    out.printf(Locale.ROOT, "  %-16s %s%n", name, value);
  }

  private static Object object(Demo.Result result) {
    var object = Http.JSON.createObjectNode();
    object.put("orders", result.orders());
    object.set("byState", Http.JSON.valueToTree(result.byState()));
    result.figures().into(object);
    object.put("verify", result.verdict().summary());
    object.put("seconds", result.seconds());
    object.put("ordersPerSecond", result.orders() / result.seconds());
    object.set("left", Http.JSON.valueToTree(result.left()));
    return object;
  }
}
