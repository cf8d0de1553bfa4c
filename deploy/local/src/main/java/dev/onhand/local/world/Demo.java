package dev.onhand.local.world;

import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Wait;
import dev.onhand.local.verify.AuditException;
import dev.onhand.local.verify.Auditor;
import dev.onhand.local.verify.Endpoints;
import dev.onhand.local.verify.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A business day on a running stack, and what it came to.
public final class Demo {
  static final String MARKETPLACE = "marketplace";
  static final String MARKETPLACE_SHOP = "demo-market";
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(150);
  private static final Duration DOCUMENTS_SETTLED_WITHIN = Duration.ofSeconds(60);
  private static final Duration AUDITED_WITHIN = Duration.ofMinutes(3);
  private static final Duration AUDIT_AGAIN = Duration.ofSeconds(2);
  private static final int UNITS_SPARE = 40;

  private final Settings settings;
  private final long seed;
  private final Consumer<String> say;
  private final Platform platform;
  private final Shop shop;
  private final Catalogue catalogue;
  private final long run = Instant.now().getEpochSecond();

  /// @param say gets progress, a line at a time
  public Demo(Settings settings, long seed, Consumer<String> say) {
    this.settings = settings;
    this.seed = seed;
    this.say = say;
    this.platform = new Platform(settings);
    this.shop = new Shop(platform, WebhookSecret.of(settings));
    this.catalogue = new Catalogue(platform);
  }

  /// How the day ended.
  ///
  /// @param left what was not settled in time
  /// @param documents one line per real document, when some were played
  public record Result(
      int orders,
      Map<String, Integer> byState,
      Map<String, Integer> outcomes,
      List<String> left,
      List<String> notes,
      List<String> documents,
      double seconds,
      Figures figures,
      Verdict verdict) {

    /// Whether everything is settled and the auditor found nothing.
    public boolean isGood() {
      return left.isEmpty() && verdict.ok();
    }
  }

  /// Plays so many generated orders.
  public Result playDay(int count) {
    say.accept("Seed " + seed + ", " + count + " orders");
    var chance = new Chance(seed);
    try (var world = new World(settings, seed)) {
      registerShops();
      var purchases = Day.purchases(chance, catalogue, count, run);
      var desk = new Desk(platform, catalogue, world.board(), run);
      var storefront = new Storefront(shop, world.facts(), world.board());
      desk.shopSays(storefront::pay, storefront::cancel);
      stockUp(desk, purchases);
      long began = System.nanoTime();
      var left = new Day(storefront, world.board(), desk, purchases, say).play(SETTLED_WITHIN);
      double seconds = (System.nanoTime() - began) / 1e9;
      return result(world, storefront.outcomes(), left, List.of(), seconds);
    }
  }

  private void registerShops() {
    shop.register();
    Shop.register(platform, MARKETPLACE, MARKETPLACE_SHOP, WebhookSecret.of(settings), MARKETPLACE);
  }

  /// Opening stock for the day's demand; what was there from an earlier day is bought again.
  private void stockUp(Desk desk, List<Purchase> purchases) {
    var demand =
        purchases.stream()
            .flatMap(p -> p.lines().stream())
            .collect(
                Collectors.groupingBy(
                    Purchase.Line::sku, Collectors.summingInt(Purchase.Line::quantity)));
    var kept =
        catalogue.prepare(
            sku ->
                catalogue.isScarce(sku)
                    ? Day.SCARCE_UNITS - 2
                    : demand.getOrDefault(sku, 0) + UNITS_SPARE,
            say);
    desk.order(
        kept.stream()
            .filter(item -> !catalogue.isScarce(item.sku()) && demand.containsKey(item.sku()))
            .collect(Collectors.toMap(item -> item, item -> demand.get(item.sku()))));
  }

  /// Plays the documents of a file or folder.
  ///
  /// @param learnItems whether SKUs that are unknown become items with stock
  public Result playDocuments(Path path, boolean learnItems) {
    try (var world = new World(settings, seed)) {
      shop.registerAll();
      catalogue.defineLocations();
      var documents = new Documents(shop, catalogue, world.board(), say);
      long began = System.nanoTime();
      documents.play(path, learnItems);
      var left = documents.settle(DOCUMENTS_SETTLED_WITHIN);
      double seconds = (System.nanoTime() - began) / 1e9;
      return result(world, documents.outcomes(), left, documents.lines(), seconds);
    }
  }

  private Result result(
      World world,
      Map<String, Integer> outcomes,
      List<String> left,
      List<String> documents,
      double seconds) {
    world.close();
    say.accept("Asking the books and the auditor");
    var verdict = audit();
    var board = world.board();
    return new Result(
        board.orders(),
        new TreeMap<>(board.byState()),
        new TreeMap<>(outcomes),
        left,
        board.notes(),
        documents,
        seconds,
        Figures.ask(platform),
        verdict);
  }

  /// Waits for a process that was killed during the day and comes back.
  private Verdict audit() {
    long deadline = System.nanoTime() + AUDITED_WITHIN.toNanos();
    while (true) {
      try {
        return Auditor.run(Endpoints.of(settings), AUDITED_WITHIN, say);
      } catch (AuditException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        say.accept("Not yet: " + e.getMessage());
        Wait.until(AUDIT_AGAIN, () -> false);
      }
    }
  }

  /// The console's address.
  public String console() {
    return settings.url(Part.REPORTING);
  }
}
