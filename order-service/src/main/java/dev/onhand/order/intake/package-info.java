/// From a read document to its outcome, in one transaction and the same for every way in.
///
/// [ChannelIntake] takes a [Reading][dev.onhand.order.channel.Reading] and answers with an
/// [Outcome]: it tells the order, puts what is personal into the vault, and writes the document,
/// sealed, with its hash and outcome to `channel_document`. Webhooks come in by the webhook
/// package; [ChannelInbox] takes the messages of `channel.orders`, and webhook documents that were
/// dead letters and are run again.
package dev.onhand.order.intake;
