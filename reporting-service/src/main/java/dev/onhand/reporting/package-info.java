/// Reporting: read models of everything the services publish, the answers and the console on top.
///
/// Data flows one way: topics → [dev.onhand.reporting.feed] → read models (PostgreSQL) → answers
/// (one package per page) → console (`src/main/resources/web`). This service decides nothing and
/// publishes nothing; all it has can be deleted and read again.
package dev.onhand.reporting;
