package dev.reelcast.storage;

import java.io.IOException;

/** A bucket that something should be delivered to is not there, or may not be written to. */
public final class NoBucketException extends IOException {
    private static final long serialVersionUID = 1L;

    NoBucketException(String bucket, Throwable cause) {
        super("The bucket " + bucket + " is not there, or may not be written to.", cause);
    }
}
