package dev.onhand.inventory.publish;

import dev.onhand.inventory.codec.Frame;
import dev.onhand.inventory.ledger.StockLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/// Publishes what can be promised of the items of one partition's pools, reckoned by the ledgers
/// themselves. `*` stands for every channel that neither a fence of the item nor a rule of its pool
/// names; each of those that are named has a key of its own, which is taken back by a message
/// without a value when nothing names the channel any more.
///
/// Of many changes of an item between two rounds the last is published. What concerns a whole pool
/// (other rules) is published page by page. Used by one thread.
public final class AvailabilityPublisher {
  /// Items of one round; the rest waits for the next.
  static final int ITEMS_MAX = 5_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, PoolNews> pools = new TreeMap<>();
  private Map<String, StockLedger> ledgers = new HashMap<>();

  /// @param producer left open
  public AvailabilityPublisher(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /// Begins with a state of which all was published before.
  ///
  /// @param ofPools the ledgers that the frames are applied to; it may grow
  public void begin(Map<String, StockLedger> ofPools) {
    ledgers = ofPools;
    pools.clear();
    ledgers.forEach((pool, ledger) -> news(pool).begin(ledger));
  }

  /// Notes what a frame changes; to be called before it is applied.
  public void sees(Frame frame) {
    if (frame.pool().isEmpty()) return;
    var news = news(frame.pool());
    var ledger = ledgers.get(frame.pool());
    for (var entry : frame.entries()) {
      for (var event : entry.events()) news.sees(event, entry.atMs(), ledger);
    }
  }

  private PoolNews news(String pool) {
    return pools.computeIfAbsent(pool, _ -> new PoolNews(pool));
  }

  /// One round.
  ///
  /// @param behindOffset how far in the log the ledgers are: the messages' sequence
  /// @return whether nothing is left for the next
  /// @throws KafkaException if it may not have been published
  public boolean publish(long behindOffset, long nowMs) {
    var figures = new ArrayList<Figure>();
    boolean all = true;
    int left = ITEMS_MAX;
    for (var news : pools.values()) {
      left -= news.take(ledgers.get(news.pool()), left, nowMs, figures);
      all &= news.isEmpty();
    }
    send(figures, behindOffset);
    return all;
  }

  private void send(List<Figure> figures, long sequence) {
    if (figures.isEmpty()) return;
    var sent = new ArrayList<Future<RecordMetadata>>(figures.size());
    for (var figure : figures) sent.add(producer.send(figure.record(sequence)));
    producer.flush();
    try {
      for (var future : sent) future.get();
    } catch (ExecutionException e) {
      throw new KafkaException("availability was not published", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
