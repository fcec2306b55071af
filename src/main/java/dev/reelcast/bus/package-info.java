/**
 * The one typed way for verticles to talk. Commands and queries are records that go by reference to a consumer on the
 * same node and are answered with a value or a {@link dev.reelcast.bus.Failure}; facts are JSON on the public addresses
 * of {@link dev.reelcast.bus.Facts}, which the cluster and the browsers' bridge carry. Each {@code …Api} class declares a
 * group of addresses beside their records.
 */
@NullMarked
package dev.reelcast.bus;

import org.jspecify.annotations.NullMarked;
