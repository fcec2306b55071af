package dev.reelcast.media;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;

/**
 * The shape of a recording's sound from near, to move a cut by: the loudest sample of each tenth of a second, a byte each.
 * Twelve hours are 430 kB.
 */
public final class Closeup {

    private static final int BUCKET_SAMPLES = Pcm.RATE / 10;

    private final double duration;
    private final byte[] peaks;

    private Closeup(double duration, byte[] peaks) {
        this.duration = duration;
        this.peaks = peaks;
    }

    /** The form it is stored and sent in: {@code {duration, peaks: […]}}, seconds and 0 to 255. */
    public JsonObject toJson() {
        JsonArray heights = new JsonArray();
        for (byte peak : peaks) {
            heights.add(peak & 0xff);
        }
        return new JsonObject().put("duration", duration).put("peaks", heights);
    }

    /** Gathers it from samples without knowing how many will come. */
    static final class Builder implements Pcm.Sink {
        private final ByteArrayOutputStream peaks = new ByteArrayOutputStream();
        private int inBucket;
        private int peak;
        private long samples;

        @Override
        public void accept(short[] chunk, int count) {
            for (int i = 0; i < count; i++) {
                peak = Math.max(peak, Math.abs(chunk[i]));
                if (++inBucket == BUCKET_SAMPLES) {
                    closeBucket();
                }
            }
            samples += count;
        }

        Closeup build() {
            if (inBucket > 0) {
                closeBucket();
            }
            return new Closeup((double) samples / Pcm.RATE, peaks.toByteArray());
        }

        private void closeBucket() {
            peaks.write(Math.min(255, peak >> 7));
            inBucket = 0;
            peak = 0;
        }
    }
}
