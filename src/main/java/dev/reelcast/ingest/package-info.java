/**
 * How videos come in by themselves: what hubs and feeds tell of a channel is read here, judged, and handed to the store.
 * Verticles here talk only on the bus; what they fetch they fetch through {@link dev.reelcast.net}. Answers {@link
 * dev.reelcast.bus.SubscriptionApi} and what else of {@code bus} is about channels. Spreadsheets at Google are read and
 * written here too: {@link dev.reelcast.bus.SheetApi}.
 *
 * <p>Invariants: every byte of a feed is untrusted, however well it is signed; a notice is answered for only when what it
 * tells is in the database; a key to somebody's sheets is in no message that leaves this node, no log and no answer.
 */
@NullMarked
package dev.reelcast.ingest;

import org.jspecify.annotations.NullMarked;
