/// The world around the platform, played: a shop, a payment provider, a warehouse system, carriers,
/// a supplier, customers who return, and the people who would work with the platform.
///
/// It knows the platform as a stranger does, through public topics and endpoints. One thread
/// ([World]) reads the topics and hands each message to every [Party]; a party answers by putting
/// an action on the [Agenda], due after a while. What happens by chance is a function of seed and
/// id ([Chance]), not of the order of arrival, so a seed names the day. Messages have ids that are
// a
/// function of what they say, so that a repeat after a crash is recognizable.
package dev.onhand.local.world;
