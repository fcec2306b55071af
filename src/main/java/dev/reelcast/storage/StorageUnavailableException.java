package dev.reelcast.storage;

import java.io.IOException;

/** Where media is kept cannot be reached, or refuses to serve; a later try may find it well again. */
public final class StorageUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    StorageUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
