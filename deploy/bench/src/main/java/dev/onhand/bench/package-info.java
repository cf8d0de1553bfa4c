/// Benchmarks. Each prints a table, or one JSON object, with the figure it must reach and the one
/// it aims at, and ends with the auditor: a figure without its verdict is void.
package dev.onhand.bench;
