/// The rules that hold over the whole repository, as tests: what may stand at the top, how code
/// looks, what the platform library may know, and that contracts, code and documents agree.
///
/// A rule that is broken by what is there already can be held with a ratchet
/// (`house-rules-ratchet.txt`): the figure may fall, never rise.
package dev.onhand.acceptance.rules;
