/// The return policy as a value with versions. Decisions name the version that decided.
package dev.onhand.returns.policy;
