/// The purchasing policy as a value: approval limits and tolerances. Its changes are a stream of
/// their own; a command carries the policy that was in force when it was given.
package dev.onhand.procurement.policy;
