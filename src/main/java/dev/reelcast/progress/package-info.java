/**
 * Everything that people see move. Serves {@code progress.report}, {@code progress.log} and {@code progress.publish}:
 * reports are coalesced to at most four a second for a job, numbered and stored by the store, and published only then.
 * Log lines are stored in batches and published with their numbers. Nothing is published that is not a row.
 */
@NullMarked
package dev.reelcast.progress;

import org.jspecify.annotations.NullMarked;
