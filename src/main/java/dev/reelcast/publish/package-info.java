/**
 * What goes out to the world: podcast feeds. Answers {@link dev.reelcast.bus.PublishApi}: {@code FEED} from what the store
 * says at that moment, {@code CHECK} with what directories would say of it; tells the hub of every
 * change; and has scheduled episodes go out when it is time.
 *
 * <p>Invariants: a feed is the same, byte for byte, as long as nothing in it changes; a version of it is written once and
 * kept while there is room; the address of a private feed goes to nobody but who has it; a change that is committed is told
 * to the hub, by one server, again and again until it knows or cannot be told.
 */
@NullMarked
package dev.reelcast.publish;

import org.jspecify.annotations.NullMarked;
