package dev.onhand.procurement.purchaseorder;

import dev.onhand.platform.event.RejectionReason;

/// Why a person's command is refused, in the order of checking.
enum Refusal implements RejectionReason {
  UNKNOWN_PURCHASE_ORDER,
  ID_REUSED,
  TOTAL_OUT_OF_RANGE,
  CURRENCY_DIFFERS,
  FOUR_EYES,
  ALREADY_DECLINED,
  ALREADY_CLOSED,
  ALREADY_PLACED,
  NOT_PLACED,
  UNKNOWN_INVOICE,
  INVOICE_ALREADY_MATCHED,
  INVOICE_ALREADY_DECLINED,
  INVOICE_CANNOT_BE_APPROVED
}
