package dev.onhand.local.world;

/// Somebody outside who hears messages and may answer. Called by the world's one thread.
interface Party {
  void hear(Message message, Agenda agenda);
}
