package dev.reelcast.storage;

import java.io.IOException;

/** There is no room left where media is kept; a later try may find some. */
public final class NoSpaceException extends IOException {

    private static final long serialVersionUID = 1L;

    NoSpaceException(Throwable cause) {
        super("There is no room left where media is kept.", cause);
    }

    /** The failure as this type when the disk or a quota is full, else itself. */
    static IOException of(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            // The operating system's words for ENOSPC and EDQUOT: Java gives the error number in no other way.
            if (message.contains("No space left") || message.contains("quota exceeded")) {
                return new NoSpaceException(failure);
            }
        }
        return failure;
    }
}
