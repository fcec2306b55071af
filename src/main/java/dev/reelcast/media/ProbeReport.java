package dev.reelcast.media;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what ffprobe, or ffmpeg in its place, says of a file. The first stream of each type counts. */
final class ProbeReport {

    private static final Pattern INPUT = Pattern.compile("Input #0, (.+), from '.*");
    private static final Pattern DURATION = Pattern.compile("  Duration: (\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?),.*");
    private static final Pattern STREAM = Pattern.compile("  Stream #0:\\d+[^:]*: (Audio|Video): (\\w+)(.*)");
    private static final Pattern SIZE = Pattern.compile(", (\\d{1,6})x(\\d{1,6})\\b");
    private static final Pattern LAYOUT = Pattern.compile("\\d+ Hz, (?:(\\d+) channels|([^,]+))");
    private static final Pattern TITLE = Pattern.compile("    title {11}: (.*)");
    private static final Map<String, Integer> CHANNELS = Map.of("mono", 1, "stereo", 2, "5.1", 6, "7.1", 8);

    private @Nullable String format;
    private @Nullable Double duration;
    private @Nullable String audioCodec;
    private int channels;
    private @Nullable String videoCodec;
    private int width;
    private int height;
    private @Nullable String title;

    private ProbeReport() {}

    /** From {@code ffprobe -show_format -show_streams -of json}; empty when it names no format. */
    static Optional<MediaInfo> ofFfprobe(JsonObject json) {
        ProbeReport report = new ProbeReport();
        JsonObject format = json.getJsonObject("format", new JsonObject());
        report.format = format.getString("format_name");
        report.duration = number(format.getString("duration"));
        JsonArray streams = json.getJsonArray("streams", new JsonArray());
        for (int i = 0; i < streams.size(); i++) {
            JsonObject stream = streams.getJsonObject(i);
            String codec = stream.getString("codec_name", "unknown");
            if ("audio".equals(stream.getString("codec_type"))) {
                report.audio(codec, stream.getInteger("channels", 0));
                report.titleFrom(stream);
            } else if ("video".equals(stream.getString("codec_type"))) {
                JsonObject disposition = stream.getJsonObject("disposition", new JsonObject());
                boolean cover = disposition.getInteger("attached_pic", 0) == 1;
                report.video(codec, cover, stream.getInteger("width", 0), stream.getInteger("height", 0));
            }
        }
        report.titleFrom(format);
        return report.info();
    }

    /** From what {@code ffmpeg -i} prints; empty when it names no input. */
    static Optional<MediaInfo> ofFfmpeg(List<String> lines) {
        ProbeReport report = new ProbeReport();
        for (String line : lines) {
            Matcher input = INPUT.matcher(line);
            Matcher length = DURATION.matcher(line);
            Matcher stream = STREAM.matcher(line);
            Matcher name = TITLE.matcher(line);
            if (input.matches()) {
                report.format = input.group(1);
            } else if (length.matches()) {
                report.duration = Integer.parseInt(length.group(1)) * 3600.0
                        + Integer.parseInt(length.group(2)) * 60.0
                        + Double.parseDouble(length.group(3));
            } else if (stream.matches() && stream.group(1).equals("Audio")) {
                report.audio(stream.group(2), channelsIn(stream.group(3)));
            } else if (stream.matches()) {
                Matcher size = SIZE.matcher(stream.group(3));
                boolean sized = size.find();
                report.video(
                        stream.group(2),
                        stream.group(3).contains("(attached pic)"),
                        sized ? Integer.parseInt(size.group(1)) : 0,
                        sized ? Integer.parseInt(size.group(2)) : 0);
            } else if (name.matches() && report.title == null) {
                report.title = name.group(1);
            }
        }
        return report.info();
    }

    /** A stream without channels is what a demuxer makes of noise that it took for its format. */
    private void audio(String codec, int count) {
        if (audioCodec == null && count > 0 && !codec.equals("unknown") && !codec.equals("none")) {
            audioCodec = codec;
            channels = count;
        }
    }

    private void video(String codec, boolean cover, int frameWidth, int frameHeight) {
        if (videoCodec == null && !cover && frameWidth > 0 && frameHeight > 0) {
            videoCodec = codec;
            width = frameWidth;
            height = frameHeight;
        }
    }

    /** Ogg keeps its tags with the stream, the others with the file; writers differ in case. */
    private void titleFrom(JsonObject tagged) {
        for (Map.Entry<String, Object> tag : tagged.getJsonObject("tags", new JsonObject())) {
            if (tag.getKey().equalsIgnoreCase("title")) {
                title = tag.getValue().toString();
            }
        }
    }

    private static int channelsIn(String description) {
        Matcher layout = LAYOUT.matcher(description);
        if (!layout.find()) {
            return 0;
        }
        return layout.group(1) != null
                ? Integer.parseInt(layout.group(1))
                : CHANNELS.getOrDefault(layout.group(2).replaceAll("\\(.*", ""), 2);
    }

    private static @Nullable Double number(@Nullable String text) {
        return text == null || !text.matches("\\d+(\\.\\d+)?") ? null : Double.valueOf(text);
    }

    private Optional<MediaInfo> info() {
        return format == null
                ? Optional.empty()
                : Optional.of(new MediaInfo(format, duration, audioCodec, channels, videoCodec, width, height, title));
    }
}
