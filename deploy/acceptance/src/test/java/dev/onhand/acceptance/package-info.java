/// Tests of the whole platform through its public interfaces: the launcher, REST, webhooks, topics.
///
/// One real stack serves all of them ([RunningStack]): it starts with the first test, in a folder
/// and on ports of its own, and stops after the last. Every test leaves the platform clean, and the
/// auditor says so; the one that plants divergences runs last.
package dev.onhand.acceptance;
