/// Orders as returns need them: one stream per order, filled by the messages of order and
/// fulfilment.
///
/// It answers three questions, for all returns of the order together. How much may still come back:
/// what was shipped minus what returns have claimed. Until when. And what a returned piece is
/// worth: its share of the line, rounded so that all shares of a line add up to the line, to the
/// cent. A line that is put together per order is counted in whole kits. Two returns of one order
/// are decided on the same stream, so they cannot both claim the last piece.
package dev.onhand.returns.order;
