/// One return: authorized, received, inspected, disposed of, refunded, closed.
///
/// One stream per return. A person's or channel's request may be refused (`OrderDecider` says what
/// may come back, `ReturnDecider` the rest). What a warehouse reports is never refused, also for a
/// return that nobody announced or that is over: it is recorded, what belongs to the return goes
/// its way, and the rest waits for a person (`Question`).
///
/// `ReturnHandling` is the one place where the streams of a return and its order are changed
/// together, in one transaction: claim and authorize; inspect, compute and ask for the refund;
/// drop what did not come and free it.
package dev.onhand.returns.customerreturn;
