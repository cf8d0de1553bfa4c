package dev.onhand.order.channel;

/// Why a document cannot be taken; each is explained in contract/outcomes.md.
public enum Defect {
  TOO_LARGE,
  INVALID_UTF8,
  MALFORMED_JSON,
  MALFORMED_X12,
  NESTING_TOO_DEEP,
  DUPLICATE_KEY,
  INVALID_TEXT,
  NOT_AN_ORDER,
  SCHEMA_VIOLATION,
  NO_LINES,
  TOO_MANY_LINES,
  QUANTITY_OUT_OF_RANGE,
  AMOUNT_OUT_OF_RANGE,
  AMOUNT_PRECISION,
  UNKNOWN_CURRENCY
}
