package dev.onhand.local.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./onhand verify`.
@Command(
    name = "verify",
    description = {
      "Waits until the platform is at rest, then checks every invariant over databases and topics.",
      "Exit code 0: all hold; 1: one does not; 2: not at rest in time, or not reachable."
    })
public final class Verify implements Callable<Integer> {
  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for rest (${DEFAULT-VALUE}).")
  private int waitSeconds;

  @Option(
      names = "--stock",
      description = {
        "Only the stock ledger: replays its log by itself, from the first byte, and tells the"
            + " least",
        "availability ever reached and the first violation. Needs no rest."
      })
  private boolean stock;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    try {
      var endpoints = Endpoints.of(Settings.fromEnvironment());
      if (stock) {
        return stock(endpoints, out, err);
      }
      var verdict = Auditor.run(endpoints, Duration.ofSeconds(waitSeconds), err::println);
      if (json) {
        out.println(json(verdict));
      } else {
        out.print(VerdictTable.of(verdict));
      }
      out.flush();
      return verdict.exitCode();
    } catch (AuditException | KafkaException e) {
      err.println("onhand: the audit was not carried out: " + e.getMessage());
      err.println("onhand: ./onhand status tells what runs, ./onhand up starts the rest.");
      return Verdict.NOT_DRAINED;
    }
  }

  private int stock(Endpoints endpoints, PrintWriter out, PrintWriter err) {
    var audit = StockAudit.of(endpoints.bootstrapServers(), StockAudit.LOG, err::println);
    if (json) {
      out.println(audit.toJson());
    } else {
      out.print(audit.table());
    }
    out.flush();
    return audit.ok() ? Verdict.OK : Verdict.DIVERGED;
  }

  /// The form of the design: `ok`, `invariants`, and who lagged if anybody did.
  static ObjectNode json(Verdict verdict) {
    var object = Http.JSON.createObjectNode();
    object.put("ok", verdict.ok());
    var invariants = object.putArray("invariants");
    for (var finding : verdict.invariants()) {
      invariants
          .addObject()
          .put("id", finding.id())
          .put("name", finding.name())
          .put("checked", finding.checked())
          .put("ok", finding.ok())
          .put("firstDivergence", finding.firstDivergence())
          .put("divergences", finding.divergences());
    }
    var lagging = object.putArray("lagging");
    verdict.lagging().forEach(lagging::add);
    return object.put("records", verdict.records()).put("seconds", verdict.seconds());
  }
}
