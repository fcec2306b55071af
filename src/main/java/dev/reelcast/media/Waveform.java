package dev.reelcast.media;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;

/**
 * The shape of a recording's sound, to be drawn.
 *
 * @param duration seconds
 * @param peaks 0 to 1, the loudest sample of each of equally long stretches; at most 2000, and at least 1000 for a
 *     recording of more than ten seconds
 */
public record Waveform(double duration, List<Double> peaks) {

    private static final int MOST_PEAKS = 2000;

    public Waveform {
        peaks = List.copyOf(peaks);
    }

    /** The form it is stored and sent in: {@code {duration, peaks: […]}}, peaks with three decimals. */
    public JsonObject toJson() {
        JsonArray rounded = new JsonArray();
        peaks.forEach(peak -> rounded.add(Math.round(peak * 1000) / 1000.0));
        return new JsonObject().put("duration", duration).put("peaks", rounded);
    }

    /**
     * Reads what {@link #toJson} made.
     *
     * @throws ClassCastException when it is something else
     */
    public static Waveform fromJson(JsonObject json) {
        return new Waveform(
                json.getDouble("duration", 0.0),
                json.getJsonArray("peaks", new JsonArray()).stream()
                        .map(peak -> ((Number) peak).doubleValue())
                        .toList());
    }

    /**
     * Gathers a waveform from samples without knowing how many will come: when all buckets are taken, each two become
     * one, and from then on a bucket holds twice as many samples.
     */
    static final class Builder implements Pcm.Sink {
        private final int[] peaks = new int[MOST_PEAKS];
        private int bucketSamples = Pcm.RATE / 100;
        private int filled;
        private int inBucket;
        private int peak;
        private long samples;

        @Override
        public void accept(short[] chunk, int count) {
            for (int i = 0; i < count; i++) {
                peak = Math.max(peak, Math.abs(chunk[i]));
                if (++inBucket == bucketSamples) {
                    closeBucket();
                }
            }
            samples += count;
        }

        Waveform build() {
            if (inBucket > 0) {
                closeBucket();
            }
            List<Double> heights = Arrays.stream(peaks, 0, filled)
                    .mapToObj(height -> height / 32768.0)
                    .toList();
            return new Waveform((double) samples / Pcm.RATE, heights);
        }

        private void closeBucket() {
            peaks[filled++] = peak;
            peak = 0;
            inBucket = 0;
            if (filled == MOST_PEAKS) {
                mergePairs();
            }
        }

        private void mergePairs() {
            for (int i = 0; i < MOST_PEAKS / 2; i++) {
                peaks[i] = Math.max(peaks[2 * i], peaks[2 * i + 1]);
            }
            filled = MOST_PEAKS / 2;
            bucketSamples *= 2;
        }
    }
}
