/// Says how far the data is complete. Every answer of this service carries the instant; here are
/// the sources behind it. It is the oldest of the latest heartbeats of all sources, and stands
/// still when a source, its connector or this service's feed does: then every page says so.
package dev.onhand.reporting.completeness;
