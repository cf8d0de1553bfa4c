package dev.onhand.inventory.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Runs a task in a thread until it is stopped. A task that fails (a broker that is gone, a
/// database that restarts, a bug) is closed and opened anew after a pause; what it had not
/// committed is done again by the new one.
///
/// One that gives way stands still while another's task is urgent, but not for long.
public final class Worker {
  private static final Logger LOG = Logger.getLogger(Worker.class);
  private static final long PAUSE_MS_MIN = 200;
  private static final long PAUSE_MS_MAX = 5_000;
  private static final long GLANCE_MS = 20;
  private static final Duration WAY_GIVEN_MAX = Duration.ofSeconds(30);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Supplier<Task> opener;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private final boolean givesWay;
  private volatile boolean urgent;
  private BooleanSupplier othersUrgent = () -> false;
  private long wayGivenUntilNs;
  private volatile String failure = "not started";
  private volatile Instant failingSince = Instant.now();

  /// @param opener makes the task; called in the worker's thread, again after each failure
  public Worker(String name, Supplier<Task> opener) {
    this(name, opener, false, false);
  }

  private Worker(String name, Supplier<Task> opener, boolean urgent, boolean givesWay) {
    this.name = name;
    this.opener = opener;
    this.urgent = urgent;
    this.givesWay = givesWay;
    thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /// One that is urgent from the start, until its task says otherwise.
  public static Worker first(String name, Supplier<Task> opener) {
    return new Worker(name, opener, true, false);
  }

  /// One whose work can wait while another's is urgent.
  public static Worker givingWay(String name, Supplier<Task> opener) {
    return new Worker(name, opener, false, true);
  }

  public String name() {
    return name;
  }

  /// Starts one that is alone.
  public void start() {
    start(() -> false);
  }

  /// @param urgency whether any worker is urgent
  void start(BooleanSupplier urgency) {
    othersUrgent = urgency;
    thread.start();
  }

  boolean isUrgent() {
    return urgent;
  }

  /// Whether the thread lives. If not, only a new process helps.
  public boolean isAlive() {
    return thread.isAlive();
  }

  /// Empty while the task works; else why it does not.
  public String failure() {
    return failure;
  }

  /// Since when it has been failing; null while it works.
  public Instant failingSince() {
    return failure.isEmpty() ? null : failingSince;
  }

  /// Ends the task after its current turn and waits for it.
  public void stop() {
    stopping.countDown();
    try {
      if (!thread.join(STOP_PATIENCE)) {
        LOG.warnf("%s does not stop and is left alone", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void run() {
    long pauseMs = PAUSE_MS_MIN;
    giveWay();
    while (!isStopping()) {
      try (Task task = opener.get()) {
        while (!isStopping()) {
          task.turn();
          urgent = task.isUrgent();
          giveWay();
          failure = "";
          pauseMs = PAUSE_MS_MIN;
        }
      } catch (RuntimeException | AssertionError e) {
        // The driver's batches answer a connection that ends under them with an AssertionError.
        fail(e);
        pauseMs = Math.min(PAUSE_MS_MAX, pauseMs * 2);
        pause(pauseMs);
      }
    }
  }

  /// However long another is urgent, work that can wait does not wait for ever.
  private void giveWay() {
    if (!givesWay || !othersUrgent.getAsBoolean()) {
      wayGivenUntilNs = 0;
      return;
    }
    failure = "";
    if (wayGivenUntilNs == 0) {
      wayGivenUntilNs = System.nanoTime() + WAY_GIVEN_MAX.toNanos();
    }
    while (othersUrgent.getAsBoolean() && System.nanoTime() < wayGivenUntilNs && !isStopping()) {
      pause(GLANCE_MS);
    }
  }

  private void fail(Throwable e) {
    urgent = false;
    if (failure.isEmpty()) {
      failingSince = Instant.now();
    }
    failure = e.toString();
    LOG.errorf(e, "%s failed and begins anew", name);
  }

  private void pause(long ms) {
    try {
      if (stopping.await(ms, TimeUnit.MILLISECONDS)) {
        LOG.debugf("%s stops", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }
}
