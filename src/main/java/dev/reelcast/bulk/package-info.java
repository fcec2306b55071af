/**
 * Many rows from one source, run and steered as one. Plain classes read the rows, find out what their columns mean and check
 * each; the verticle keeps a few of a bulk job's items in the queue at a time, adds up what becomes of them, and tells it.
 */
@NullMarked
package dev.reelcast.bulk;

import org.jspecify.annotations.NullMarked;
