package dev.onhand.inventory.ledger;

/// Where a command comes from. Texts are empty, never null, where unknown.
///
/// @param messageId the id of the message that carried the command, the same in every repeat of it
/// @param correlationId what ties together all messages of one undertaking
/// @param actor who wanted it
/// @param issuedAtMs when it was first issued, by the issuer's clock; the same in every repeat
public record Cause(String messageId, String correlationId, String actor, long issuedAtMs) {}
