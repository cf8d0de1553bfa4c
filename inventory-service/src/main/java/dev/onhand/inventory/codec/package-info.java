/// How commands and the ledger's entries are written down.
///
/// * **Frames** ([Frame], [FrameWriter], [FrameReader]): what is in `inventory.log`. Each record
/// is a frame of many entries of one pool, and says at which offset of `inventory.commands` the
/// ledger goes on. Private to this service, kept for ever: a version, once written, is read for
/// ever, and golden files of each version are read in the tests.
/// * **Commands** ([CommandReader]): JSON in CloudEvents binary or structured mode, in the shapes
/// of the contract, or a compact binary form of the same. Both are read strictly: what does not
/// fit is an `InvalidMessage` that names the field, and becomes a dead letter.
///
/// Numbers are written as variable-length integers, ids that are UUIDs as their 16 bytes.
/// Enumerated values are written by their place in the enum: new ones go to its end.
package dev.onhand.inventory.codec;
