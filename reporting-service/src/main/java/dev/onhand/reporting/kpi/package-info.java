/// Key figures, defined once: each is a SQL file in `src/main/resources/kpi`, named with its
/// version, that states its clock, its denominator and its exclusions. A changed definition is a
// new
/// version beside the old one, so that two reports can always be compared.
package dev.onhand.reporting.kpi;
