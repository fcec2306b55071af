/**
 * Text to speech: engines in order of preference, and a text spoken sentence by sentence, so that it is known when each is
 * said.
 */
@NullMarked
package dev.reelcast.media.narration;

import org.jspecify.annotations.NullMarked;
