/**
 * The only way out to the network. A URL that came from a person, a feed, a hub or a redirect goes through {@link
 * dev.reelcast.net.UrlGuard} before a byte is sent, and the connection goes to the very address that was checked.
 *
 * <p>Invariants: no connection to a private or loopback address unless the configuration allows it; a program that
 * fetches by itself does so through {@link dev.reelcast.net.GuardProxy}; only {@link dev.reelcast.net.ServiceClient},
 * whose base URLs the operator configured, is not guarded. No message echoes a URL or a secret.
 */
@NullMarked
package dev.reelcast.net;

import org.jspecify.annotations.NullMarked;
