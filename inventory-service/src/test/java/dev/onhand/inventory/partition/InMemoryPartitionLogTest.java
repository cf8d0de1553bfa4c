package dev.onhand.inventory.partition;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.inventory.partition.Tail.DeadLetter;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryPartitionLogTest extends PartitionLogConformance {
  private final InMemoryPartitionLog.Storage storage = new InMemoryPartitionLog.Storage();

  @Override
  PartitionLog open() {
    return new InMemoryPartitionLog(storage);
  }

  @Override
  long committedCommands() {
    return storage.committedCommands;
  }

  @Override
  List<DeadLetter> deadLetters() {
    return storage.deadLetters;
  }

  @Test
  void it_fails_as_it_is_told() {
    var log = new InMemoryPartitionLog(storage);
    log.takeOver();
    log.next = InMemoryPartitionLog.Failure.BEFORE;
    assertThrows(AppendFailed.class, () -> log.append(new Tail(List.of(), List.of(), 1)));
  }
}
