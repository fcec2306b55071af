/**
 * What goes out to the world: podcast feeds. Answers {@link dev.reelcast.bus.PublishApi#FEED} from what the store says at
 * that moment; a feed is the same, byte for byte, as long as nothing in it changes.
 */
@NullMarked
package dev.reelcast.publish;

import org.jspecify.annotations.NullMarked;
