/**
 * What ended long ago goes, as the configuration says, and what episodes were before they were cut anew: first the rows, in short transactions, then the files of jobs that
 * are gone. Answers nothing; asks {@link dev.reelcast.bus.RetentionApi}. Every server has it, one at a time works.
 *
 * <p>Invariants: a job whose episode is there stays; files of a job that is there stay; files of one that is gone go, however
 * often that has to be tried.
 */
@NullMarked
package dev.reelcast.retention;

import org.jspecify.annotations.NullMarked;
