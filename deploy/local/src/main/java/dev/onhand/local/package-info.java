/// The command line of the local stack: `./onhand COMMAND`. Each command is one class; what they do
/// is in [dev.onhand.local.stack] and [dev.onhand.local.world].
package dev.onhand.local;
