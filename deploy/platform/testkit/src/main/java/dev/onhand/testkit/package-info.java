/// What the tests of every service stand on: real infrastructure, tokens, contracts, messages.
///
/// Nothing here is a stand-in for PostgreSQL or Kafka. [EmbeddedInfrastructure] starts both once
// per
/// JVM and every test class of that JVM shares them, so tests use ids of their own instead of clean
/// tables. The servers live in the system class loader, because Quarkus loads test classes anew for
/// each profile, and are ended by shutdown hooks with their temporary folders.
///
/// * infrastructure: [Infrastructure] (plain), [EmbeddedInfrastructure] (Quarkus)
/// * who calls: [TestTokens]
/// * pure code: [DeciderTest]
/// * messages in and out: [Messages], [OutboxCapture], [OutboxRelay]
/// * promises to others: [Contracts]
/// * how the code looks: [HouseRules], [SourceScan]
package dev.onhand.testkit;
