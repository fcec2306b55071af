/**
 * Work on sound, picture and words as plain blocking classes: child programs, probing, speech, encoding, pictures. They
 * know no bus and no database; a stage calls them from a worker thread.
 *
 * <p>Invariants: every child program runs through {@link dev.reelcast.media.ChildProcess}. Every long operation takes a
 * {@link dev.reelcast.media.Cancellation} and leaves neither a child nor a temporary file when it is cancelled or fails.
 * Times are seconds from the beginning of the file at hand. Failures are {@link dev.reelcast.media.MediaException} with
 * one sentence for people. Files are untrusted: they are opened with the local-file protocol alone.
 */
@NullMarked
package dev.reelcast.media;

import org.jspecify.annotations.NullMarked;
