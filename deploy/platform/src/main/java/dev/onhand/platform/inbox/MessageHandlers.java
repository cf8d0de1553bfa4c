package dev.onhand.platform.inbox;

/// A bean that says which messages and timers a service handles. Types it does not declare are
/// skipped and counted.
@FunctionalInterface
public interface MessageHandlers {
  void declare(Declarations on);
}
