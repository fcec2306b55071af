/**
 * What is said in a recording, as a {@link dev.reelcast.model.Transcript}: read from a given text or from captions, asked
 * from a service, or heard by a program on this machine. Blocking classes without a bus, called from worker threads.
 * {@link dev.reelcast.media.speechtotext.TranscriberChain} is the way in.
 *
 * <p>Invariants: no engine holds more than one window of a recording in memory; every long step heeds its
 * {@link dev.reelcast.media.Cancellation}, leaving no file behind; a segment's text is one line without control
 * characters and is not blank; timed segments are in the order of their starts. That nothing can transcribe is a
 * transcript with engine {@code none} and a note, not a failure; a service that is down is a failure, so that the job
 * comes back to it.
 */
@NullMarked
package dev.reelcast.media.speechtotext;

import org.jspecify.annotations.NullMarked;
