/**
 * The queue of one node: claims jobs' next stages while it has free slots, has them run, and writes what came of them.
 * Which job may run, and who has it, is decided in the database alone; this package holds nothing that must survive.
 */
@NullMarked
package dev.reelcast.queue;

import org.jspecify.annotations.NullMarked;
