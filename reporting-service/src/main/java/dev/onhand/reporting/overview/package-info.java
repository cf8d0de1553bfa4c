/// The first page: the day and the period at a glance. Every figure here is also in a view of the
/// schema `analytics`, and leads to the rows behind it.
package dev.onhand.reporting.overview;
