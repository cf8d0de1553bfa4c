package dev.onhand.platform.event;

/// Why a command was refused. Implemented by the enum of each decider, in the order of checking.
public interface RejectionReason {
  String name();
}
