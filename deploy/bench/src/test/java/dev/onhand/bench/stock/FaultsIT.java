package dev.onhand.bench.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import picocli.CommandLine;

/// The short form of `./onhand bench faults`, on the packaged service: takes minutes, so it runs
/// when asked for (`-Donhand.faults=true`).
@EnabledIfSystemProperty(named = "onhand.faults", matches = "true")
class FaultsIT {

  @Test
  void of_a_killed_process_no_command_is_lost_and_none_is_decided_twice() {
    int exit =
        new CommandLine(new FaultsBench())
            .execute("--kills", "1", "--rate", "2000", "--pause", "0", "--json");
    assertEquals(0, exit);
  }
}
