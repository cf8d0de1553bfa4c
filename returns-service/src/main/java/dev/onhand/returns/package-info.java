/// The returns service: who may send what back, what came, what becomes of it, what is refunded.
///
/// * `order`: this service's own view of orders: what was sold, at what price, what was shipped,
///   and what of it is in returns already
/// * `customerreturn`: one return, from its authorization to its close
/// * `policy`: windows, reasons and the disposition rule as values
package dev.onhand.returns;
