package dev.reelcast;

import dev.reelcast.media.ByHand;
import dev.reelcast.media.Tools;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something long to work on, with the words that are spoken in it; made once and kept.
 *
 * @param sound the short recording of the tests, over and over, in stereo
 * @param captions WebVTT, a line every five seconds
 */
record Recording(Path sound, Path captions) {

    private static final Path SHORT = Path.of("src/test/resources/media/speech-music-silence.opus");
    private static final int CUE_SECONDS = 5;
    /** Each stands for ten minutes of the talk. */
    private static final List<List<String>> SUBJECTS = List.of(
            List.of("queue", "lease", "heartbeat", "retry", "backlog"),
            List.of("harvest", "orchard", "cider", "apple", "pruning"),
            List.of("glacier", "moraine", "crevasse", "meltwater", "snow line"),
            List.of("violin", "bow", "varnish", "luthier", "spruce"));

    private static final List<String> SENTENCES = List.of(
            "The %s decides how the %s behaves when the %s grows.",
            "Nobody talks about the %s until the %s has lost its %s.",
            "We measured one %s and then compared it with the %s beside the %s.",
            "A good %s needs a patient %s and a %s that can be trusted.",
            "Remember that the %s comes before the %s, and the %s comes last.");

    /** Compressed, as podcasts are recorded: 128 kbit/s. */
    static Recording mp3(Tools tools, int minutes) throws IOException {
        return of(tools, minutes, "mp3", List.of("-c:a", "libmp3lame", "-b:a", "128k"));
    }

    /** As large as a recording gets: 11.5 MB a minute. */
    static Recording wav(Tools tools, int minutes) throws IOException {
        return of(tools, minutes, "wav", List.of("-c:a", "pcm_s16le"));
    }

    private static Recording of(Tools tools, int minutes, String extension, List<String> codec) throws IOException {
        Path sound = Bench.FOLDER.resolve("recording-" + minutes + "." + extension);
        if (!Files.exists(sound)) {
            Path part = Bench.FOLDER.resolve("part." + extension);
            List<String> arguments = new ArrayList<>(List.of("-y", "-stream_loop", "-1", "-i", SHORT.toString()));
            arguments.addAll(List.of("-t", Integer.toString(60 * minutes), "-ac", "2", "-ar", "48000"));
            arguments.addAll(codec);
            arguments.add(part.toString());
            ByHand.ffmpeg(tools, arguments);
            Files.move(part, sound, StandardCopyOption.ATOMIC_MOVE);
        }
        Path captions = Files.writeString(Bench.FOLDER.resolve("captions-" + minutes + ".vtt"), captions(60 * minutes));
        return new Recording(sound, captions);
    }

    /** The form that a browser sends; the files are read while they are sent. */
    BodyPublisher form(String boundary) throws IOException {
        return BodyPublishers.concat(
                head(boundary, "captions", "captions.vtt"),
                BodyPublishers.ofFile(captions),
                head(boundary, "file", sound.getFileName().toString()),
                BodyPublishers.ofFile(sound),
                text("\r\n--" + boundary + "--\r\n"));
    }

    private static BodyPublisher head(String boundary, String name, String file) {
        return text("\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    }

    private static BodyPublisher text(String words) {
        return BodyPublishers.ofByteArray(words.getBytes(StandardCharsets.UTF_8));
    }

    private static String captions(int seconds) {
        StringBuilder text = new StringBuilder("WEBVTT\n\n");
        for (int at = 0, cue = 0; at + CUE_SECONDS <= seconds; at += CUE_SECONDS, cue++) {
            List<String> subject = SUBJECTS.get(at / 600 % SUBJECTS.size());
            String sentence = SENTENCES.get(cue % SENTENCES.size());
            text.append(time(at)).append(" --> ").append(time(at + CUE_SECONDS)).append('\n');
            text.append(String.format(
                            sentence,
                            subject.get(cue % subject.size()),
                            subject.get((cue / 5 + 1) % subject.size()),
                            subject.get((cue / 25 + 2) % subject.size())))
                    .append("\n\n");
        }
        return text.toString();
    }

    private static String time(int seconds) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d.000", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
