package dev.reelcast.media;

import dev.reelcast.media.MediaException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a media file says of itself.
 *
 * @param format the container's names in ffmpeg's words, as {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param duration seconds, null when the container does not say
 * @param audioCodec as {@code aac}, null when there is no sound
 * @param channels of sound, 0 when there is none
 * @param videoCodec as {@code h264}, null when there is no moving picture; cover art is none
 * @param width pixels, 0 when there is no moving picture
 * @param height pixels, 0 when there is no moving picture
 * @param title from the file's tags, null when there is none
 */
public record MediaInfo(
        String format,
        @Nullable Double duration,
        @Nullable String audioCodec,
        int channels,
        @Nullable String videoCodec,
        int width,
        int height,
        @Nullable String title) {

    public boolean hasAudio() {
        return audioCodec != null;
    }

    /** Whether there is a moving picture; cover art is none. */
    public boolean hasVideo() {
        return videoCodec != null;
    }

    /**
     * This, if there is sound.
     *
     * @throws MediaException of kind {@link Kind#NO_AUDIO}
     */
    public MediaInfo requireAudio() {
        if (!hasAudio()) {
            throw new MediaException(Kind.NO_AUDIO, "The file has no audio.");
        }
        return this;
    }
}
