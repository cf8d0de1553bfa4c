/// What stock was at an instant, by either of two clocks: when things happened, and when they were
/// written down. A fact that is told late changes what was at the time it happened, and not what
/// was known then.
///
/// **The sum.** Units on hand are the sum of movements. [Closing] adds movements up by the hours of
/// both clocks, an item at a time, once it has enough of them; [AsOf] adds up hours that lie wholly
/// before the instant, the movements of the hours it cuts through, and those not added up yet. So
/// an answer costs as much as the hours there are and the movements of an hour, however many there
/// have been.
package dev.onhand.inventory.history;
