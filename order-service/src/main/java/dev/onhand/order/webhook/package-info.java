/// Webhooks of channels that sign them: authenticated bytes in, an outcome out.
///
/// The body is read as a stream while its signature is computed ([SignedBody]): at most 1 MiB is
/// held, whatever is sent. Only then the signature is compared, in constant time; only after that
/// the bytes are parsed. A bad document of a genuine shop is answered with 202 and its reason,
/// because a shop that collects failures disables the webhook.
package dev.onhand.order.webhook;
