package dev.reelcast.http;

import java.util.UUID;

/** A connection over which somebody hears facts as they happen. To be used on one event loop. */
interface LiveSocket {

    UUID userId();

    /** When anything was last heard from the other end, on {@link Sockets#now}. */
    long heardAt();

    /** Since when more waits than the other end reads; 0 when that is not so. */
    long fullSince();

    /** Takes a fact of an address that this socket was added to. */
    void deliver(Fact fact);

    /** Facts may have been missed: the other end is to catch up by what is stored. */
    void missed();

    /** Says goodbye; one that is behind is cut off. */
    void close(int code, String reason);

    /** Ends the connection at once. */
    void cut();

    /** The connection is gone: nothing is heard any more. */
    void closed();
}
