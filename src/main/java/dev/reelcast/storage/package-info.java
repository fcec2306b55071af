/**
 * Where media is kept: a folder, behind an interface that a bucket fits too. Whoever stores a file gives it a key of the
 * server's own making, {@code jobs/<id>/<run>/<name>}; no name that a person chose becomes part of one.
 *
 * <p>Invariants: a file under a key is whole or absent; nothing outside the store's own folder is read or written. All
 * methods block: they are for worker threads.
 */
@NullMarked
package dev.reelcast.storage;

import org.jspecify.annotations.NullMarked;
