package dev.reelcast.media;

/** The one form in which sound is listened to: 16 kHz, one channel, 16 bit. */
public final class Pcm {

    /** Samples a second. */
    public static final int RATE = 16_000;

    public static final int BYTES_PER_SAMPLE = 2;

    /** Takes samples as they come. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param samples filled from 0; reused after the call
         * @param count how many are valid
         */
        void accept(short[] samples, int count);
    }

    private Pcm() {}
}
