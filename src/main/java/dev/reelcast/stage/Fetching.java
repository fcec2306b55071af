package dev.reelcast.stage;

import dev.reelcast.media.Cancellation;
import dev.reelcast.net.FetchException;
import dev.reelcast.net.Transfer;

/** Waiting for what is fetched. */
final class Fetching {

    private Fetching() {}

    /** The end of a transfer, which a cancelled run stops. */
    static <T> T await(Transfer<T> transfer, Cancellation cancellation) throws FetchException, InterruptedException {
        try (Cancellation.Registration registered = cancellation.onCancel(transfer::cancel)) {
            return transfer.await();
        }
    }
}
