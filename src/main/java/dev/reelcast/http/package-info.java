/**
 * The face of the server: the API, the public feeds and media, the web UI and the bridge to browsers. The contract
 * {@code openapi/reelcast.yaml} decides which requests there are and what is right in them; one routes class a resource
 * answers them, and everything that goes wrong leaves through {@link dev.reelcast.http.Problems}.
 *
 * <p>Invariants: who asks is established before a byte of the body is read; no handler touches data but through the bus,
 * in the name of that user; nothing blocks the event loop; a browser may hear an address only when {@link
 * dev.reelcast.http.BridgeGuard} says so. Each instance of {@link dev.reelcast.http.HttpVerticle} owns its router and
 * bridge, so several may share a port.
 */
@NullMarked
package dev.reelcast.http;

import org.jspecify.annotations.NullMarked;
