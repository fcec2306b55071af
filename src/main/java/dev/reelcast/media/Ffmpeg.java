package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The parts of ffmpeg's command lines that are the same wherever it is used. */
final class Ffmpeg {

    /**
     * Containers of sound and pictures that hold all of their content themselves. Playlists, and whatever else opens
     * further files or addresses, are left out on purpose.
     */
    private static final String MEDIA_FORMATS = String.join(
            ",",
            List.of(
                    "aac",
                    "ac3",
                    "aiff",
                    "amr",
                    "ape",
                    "asf",
                    "au",
                    "avi",
                    "caf",
                    "dts",
                    "dv",
                    "eac3",
                    "flac",
                    "flv",
                    "matroska",
                    "mov",
                    "mp3",
                    "mpc",
                    "mpc8",
                    "mpeg",
                    "mpegts",
                    "mxf",
                    "ogg",
                    "tta",
                    "w64",
                    "wav",
                    "webm",
                    "wv"));

    private static final String PICTURE_FORMATS = "image2,jpeg_pipe,png_pipe,webp_pipe,bmp_pipe,gif,gif_pipe,tiff_pipe";
    /** No picture larger than this is decoded: a small file can unfold to any size. */
    static final int MAX_PIXELS = 64_000_000;

    private static final int FIRST_SIGNAL = 128;

    private Ffmpeg() {}

    /** The beginning of a command: no questions, no banner, errors only. */
    static List<String> command(Tools tools) {
        return new ArrayList<>(
                List.of(tools.ffmpeg().toString(), "-nostdin", "-hide_banner", "-nostats", "-v", "error"));
    }

    /** Options that let the next input be nothing but a local media file. */
    static List<String> mediaOnly() {
        return List.of("-protocol_whitelist", "file", "-format_whitelist", MEDIA_FORMATS);
    }

    /** An untrusted media file as an input. */
    static List<String> media(Path file) {
        return input(MEDIA_FORMATS, file);
    }

    /** A stretch of an untrusted media file as an input, cut to the sample. */
    static List<String> media(Path file, Span span) {
        List<String> options = new ArrayList<>(List.of("-ss", seconds(span.start()), "-t", seconds(span.length())));
        options.addAll(media(file));
        return options;
    }

    /** An untrusted still picture as an input. */
    static List<String> picture(Path file) {
        return input(PICTURE_FORMATS, file);
    }

    /** A file as an argument: absolute, so that no name can be taken for an option or an address. */
    static String path(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    /** Seconds as an argument. */
    static String seconds(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    /**
     * The failure to decode a file that an exit stands for: what the file itself makes ffmpeg say is permanent, while a
     * signal (an exit code from 128 on) or a full disk says nothing about the file.
     */
    static MediaException undecodable(Result result) {
        if (result.errorTail().contains("matches no streams")) {
            return new MediaException(Kind.NO_AUDIO, "The file has no audio.");
        }
        MediaException failure = result.failure("The audio could not be decoded.");
        return failure.kind() == Kind.FAILED && result.exitCode() < FIRST_SIGNAL
                ? new MediaException(Kind.DAMAGED, "The file is damaged: its audio could not be decoded.", failure)
                : failure;
    }

    private static List<String> input(String formats, Path file) {
        return List.of(
                "-protocol_whitelist",
                "file",
                "-format_whitelist",
                formats,
                "-max_pixels",
                Integer.toString(MAX_PIXELS),
                "-i",
                path(file));
    }
}
