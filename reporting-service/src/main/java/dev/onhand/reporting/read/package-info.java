/// Answers questions from the read models. Each answer is read in one snapshot together with *data
/// complete through*, so it never claims more than it shows.
package dev.onhand.reporting.read;
