package dev.reelcast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Ends what a test began. */
final class Closing {

    private Closing() {}

    /** Closes each, whatever becomes of the others; what a start that failed never made is passed over. */
    static void all(@Nullable AutoCloseable... begun) throws Exception {
        Exception first = null;
        for (AutoCloseable each : Arrays.asList(begun)) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
