/**
 * What a recording or a text is about: where the episode begins and ends, title, summary, insights, topics, chapters and
 * whether it may go out unseen. Blocking classes without a bus, called from worker threads; what is asked comes in as an
 * {@link dev.reelcast.media.analysis.AnalysisRequest}, what is found leaves as a {@link dev.reelcast.model.Analysis}.
 *
 * <p>Invariants: every time in a result lies inside the recording, every chapter inside the episode; texts are held to
 * the lengths in {@link dev.reelcast.media.analysis.Limits} and hold no control characters, whoever wrote them; a result
 * may only say {@code shouldAutopublish} when the episode is at least as long as the agent asks.
 */
@NullMarked
package dev.reelcast.media.analysis;

import org.jspecify.annotations.NullMarked;
