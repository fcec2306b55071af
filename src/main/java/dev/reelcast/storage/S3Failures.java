package dev.reelcast.storage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What goes wrong with a bucket, in the words of {@link MediaStore}. */
final class S3Failures {

    private static final int NOT_FOUND = 404;
    private static final int OUT_OF_RANGE = 416;
    private static final int NO_SPACE = 507;

    interface Work<T> {
        T done() throws IOException;
    }

    private S3Failures() {}

    /** Asks the service; whatever it throws becomes an {@link IOException}. */
    static <T> T translate(String key, Work<T> work) throws IOException {
        try {
            return work.done();
        } catch (SdkException e) {
            throw of(key, e);
        }
    }

    static boolean notFound(S3Exception e) {
        return e.statusCode() == NOT_FOUND && !code(e).equals("NoSuchBucket");
    }

    static boolean outOfRange(S3Exception e) {
        return e.statusCode() == OUT_OF_RANGE;
    }

    private static IOException of(String key, SdkException e) {
        if (!(e instanceof S3Exception answered)) {
            return new StorageUnavailableException("The storage service cannot be reached.", e);
        }
        if (notFound(answered)) {
            return new NoSuchFileException(key);
        }
        if (answered.statusCode() == NO_SPACE) {
            return new NoSpaceException(e);
        }
        return new StorageUnavailableException(
                "The storage service answered " + answered.statusCode() + " " + code(answered) + ".", e);
    }

    /** The service's own word for what went wrong; empty for an answer without a body. */
    static String code(S3Exception e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }
}
