package dev.onhand.reporting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.onhand.reporting.LocalKey;
import dev.onhand.reporting.Platform;
import dev.onhand.reporting.Story;
import dev.onhand.testkit.EmbeddedInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The console in a real browser. Pictures of every page are left in `target/screenshots`.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
@WithTestResource(LocalKey.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final Pattern SOMETHING = Pattern.compile(".*\\d.*");

  /// The screens the console has to fit.
  enum Screen {
    PHONE(390, 844),
    DESKTOP(1440, 900);

    private final int width;
    private final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  @TestHTTPResource("/")
  String address;

  private final List<String> complaints = new ArrayList<>();
  private Platform platform;
  private Playwright playwright;
  private Browser browser;
  private BrowserContext context;

  @BeforeAll
  void open() {
    var chromium = chromium();
    assumeTrue(
        chromium.isPresent(),
        "no Chromium found, the console is not tested: apt-get install chromium");
    platform = new Platform();
    Story.send(platform.messages(), Story.of(5, Instant.now(), 10, 12, "con-"));
    platform.settle();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(chromium.get()).setArgs(FLAGS));
  }

  @AfterAll
  void close() {
    if (playwright != null) playwright.close();
    if (platform != null) platform.close();
  }

  @AfterEach
  void nothing_was_complained_of() {
    if (context != null) context.close();
    assertEquals(List.of(), complaints, "said on the browser's console");
  }

  private static Optional<Path> chromium() {
    return Stream.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/snap/bin/chromium")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Page page(Screen screen, ColorScheme colours) {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(screen.width, screen.height)
                .setColorScheme(colours)
                .setLocale("en-GB"));
    var page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) complaints.add(message.text());
        });
    page.onPageError(complaints::add);
    return page;
  }

  private Page visit(Page page, String route) {
    page.navigate(address + "#/" + route);
    page.waitForSelector("main[data-ready=true]");
    return page;
  }

  private static void assertFits(Page page) {
    var over = page.evaluate("document.documentElement.scrollWidth - innerWidth");
    assertTrue(((Number) over).intValue() <= 0, () -> page.url() + " overflows by " + over);
  }

  private static void picture(Page page, Screen screen, String name) {
    var file = Path.of("target", "screenshots", name + "-" + screen.width + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  @ParameterizedTest
  @EnumSource
  void the_overview_shows_the_day(Screen screen) {
    platform.settle();
    var page = visit(page(screen, ColorScheme.LIGHT), "");
    for (var tile : page.locator(".tile .tile-value").all()) assertThat(tile).hasText(SOMETHING);
    assertEquals(6, page.locator(".tile").count());
    assertThat(page.locator(".plot svg")).hasCount(4);
    assertThat(page.locator(".orders tbody tr")).hasCount(10);
    assertThat(page.locator(".fresh")).hasAttribute("data-state", "current");
    assertFits(page);
    picture(page, screen, "overview");
  }

  @ParameterizedTest
  @EnumSource
  void the_overview_is_readable_in_the_dark(Screen screen) {
    var page = visit(page(screen, ColorScheme.DARK), "");
    var ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    assertEquals("rgb(15, 19, 17)", ground);
    assertThat(page.locator(".plot svg")).hasCount(4);
    picture(page, screen, "overview-dark");
  }

  @ParameterizedTest
  @EnumSource
  void an_order_opens_to_its_timeline(Screen screen) {
    var page = visit(page(screen, ColorScheme.LIGHT), "orders");
    assertFits(page);
    picture(page, screen, "orders");
    page.locator("#q").fill("con-#1003");
    assertThat(page.locator(".orders tbody tr")).hasCount(1);
    page.locator(".row-link").first().click();
    assertThat(page.locator("h1")).hasText("Order con-#1003");
    assertThat(page.locator(".timeline > li").first()).containsText("Order received");
    assertThat(page.locator(".timeline")).containsText("because of order accepted");
    page.locator(".timeline summary").nth(1).click();
    assertThat(page.locator(".timeline pre").nth(1)).containsText("\"orderId\"");
    page.locator(".segments button", new Page.LocatorOptions().setHasText("ledger")).click();
    assertThat(page.locator(".timeline > li").first()).containsText("Journal entry posted");
    assertFits(page);
    picture(page, screen, "order");
  }

  @ParameterizedTest
  @EnumSource
  void stock_opens_to_its_movements(Screen screen) {
    var page = visit(page(screen, ColorScheme.LIGHT), "stock?q=con-TEE-RED");
    page.locator(".twist").click();
    assertThat(page.locator(".detail")).containsText("Latest movements");
    assertThat(page.locator(".detail")).containsText("Shipment");
    assertFits(page);
    picture(page, screen, "stock");
  }

  @ParameterizedTest
  @EnumSource
  void the_exceptions_queue_says_what_is_late(Screen screen) {
    var page = visit(page(screen, ColorScheme.LIGHT), "exceptions");
    assertThat(page.locator(".exceptions")).containsText("Payment missing");
    assertThat(page.locator(".exceptions time.bad").first()).containsText("late");
    assertFits(page);
    picture(page, screen, "exceptions");
    page.locator(".segments button", new Page.LocatorOptions().setHasText("Resolved")).click();
    assertThat(page.locator(".exceptions")).containsText("by mira");
  }

  @Test
  void a_search_without_a_find_says_what_to_do() {
    var page = visit(page(Screen.PHONE, ColorScheme.LIGHT), "orders?q=nobody-has-this");
    assertThat(page.locator(".empty")).containsText("No order fits");
  }

  @Test
  void an_unreachable_service_is_said_and_what_was_read_stays() {
    var page = visit(page(Screen.DESKTOP, ColorScheme.LIGHT), "orders");
    page.route("**/api/**", route -> route.abort());
    page.locator("#state").selectOption("COMPLETED");
    assertThat(page.locator(".banner")).containsText("cannot be reached");
    assertThat(page.locator(".banner")).containsText("What you see was read at");
    assertTrue(page.locator(".orders tbody tr").count() > 1);
    page.unroute("**/api/**");
    page.locator(".banner button").click();
    assertThat(page.locator(".banner")).isHidden();
    // the browser itself tells of the requests that this test cut off
    complaints.removeIf(said -> said.contains("ERR_FAILED"));
  }

  @Test
  void every_chart_can_be_read_as_a_table_and_everything_has_a_name() {
    var page = visit(page(Screen.DESKTOP, ColorScheme.LIGHT), "");
    page.locator(".card button[aria-label='Show Margin by channel as a table']").click();
    assertThat(page.locator(".plot-data:visible table")).containsText("shopify");
    var nameless =
        page.evaluate(
            """
            [...document.querySelectorAll('button, a, input, select')].filter((e) =>
              !(e.innerText?.trim() || e.getAttribute('aria-label')
                || e.labels?.[0]?.textContent.trim())).length
            """);
    assertEquals(0, ((Number) nameless).intValue());
  }
}
