package dev.onhand.local.verify;

/// What the auditor found about one invariant.
///
/// @param id letter
/// @param name what must hold
/// @param checked how many things were compared
/// @param ok whether all of them agree
/// @param firstDivergence the first that does not, else null
/// @param divergences how many do not
public record Finding(
    String id, String name, long checked, boolean ok, String firstDivergence, long divergences) {}
