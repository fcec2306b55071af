package dev.reelcast.media;

/** Judges sound frame by frame. Holds memory outside the heap until closed. For one recording, in order. */
interface SpeechModel extends AutoCloseable {

    /** Samples in a frame: 32 ms. */
    int FRAME = 512;

    /**
     * How likely people talk in a frame.
     *
     * @param samples read from {@code offset} on, {@link #FRAME} of them
     * @return 0 to 1
     */
    float probability(short[] samples, int offset);

    @Override
    void close();
}
