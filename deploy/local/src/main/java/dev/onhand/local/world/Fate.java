package dev.onhand.local.world;

/// What an order of the day is there to show, and how many in a thousand.
enum Fate {
  /// Paid, in stock, shipped.
  ORDINARY(0),
  /// Paid after it was shipped: the platform asks the payment provider.
  AUTHORIZED(150),
  /// Through the canonical topic instead of a webhook.
  MARKETPLACE(100),
  /// Delivered twice by the shop.
  DUPLICATE(40),
  /// Held for payment, which comes.
  PAID_LATER(12),
  /// Held for payment, which does not come today.
  UNPAID(8),
  /// Cancelled while it waits for payment.
  CANCELLED_EARLY(15),
  /// Cancelled right after it was placed: before release, or fulfilment decides.
  CANCELLED_LATE(12),
  /// A SKU that becomes an item during the day.
  ITEM_LATER(6),
  /// A SKU that nobody knows.
  UNKNOWN_ITEM(6),
  /// The total is not the sum; a clerk lets it pass.
  TOTAL_ACCEPTED(6),
  /// The total is not the sum, and stays so.
  TOTAL_WRONG(4),
  /// More than there is; shipped after the goods came in.
  REFILLED(8),
  /// More than there will be.
  SOLD_OUT(8),
  /// Not a document that could be read.
  MALFORMED(8),
  /// A signature that is not the shop's.
  FORGED(3);

  private final int perMille;

  Fate(int perMille) {
    this.perMille = perMille;
  }

  /// The fate of the order: by chance, with every fate present in a day of 200 orders or more.
  static Fate of(Chance chance, int number) {
    if (number % 13 == 5 && number / 13 < values().length) {
      return values()[number / 13];
    }
    int drawn = chance.below(1_000, "fate", Integer.toString(number));
    for (var fate : values()) {
      drawn -= fate.perMille;
      if (drawn < 0) {
        return fate;
      }
    }
    return ORDINARY;
  }
}
