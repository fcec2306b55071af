package dev.reelcast.publish;

import static dev.reelcast.publish.Findings.ALL;
import static dev.reelcast.publish.Findings.APPLE;
import static dev.reelcast.publish.Findings.INDEX;
import static dev.reelcast.publish.Findings.SPOTIFY;

import dev.reelcast.bus.PublishApi.Level;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.Episode;
import dev.reelcast.model.StoredFile;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** What directories ask of an episode: title, a recording in a form that they play, of the length that is said. */
final class EpisodeCheck {

    /** Apple plays MP3 and AAC in an MPEG-4 file, and so does Spotify; a video is one of those with pictures. */
    private static final Set<String> PLAYED =
            Set.of("audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/aac", "video/mp4");

    private static final int LONGEST_TITLE = 255;

    private final Findings findings;
    private final Set<String> titles = new HashSet<>();

    EpisodeCheck(Findings findings) {
        this.findings = findings;
    }

    void check(Episode episode) {
        title(episode);
        description(episode);
        audio(episode);
        for (Chapter chapter : episode.chapters()) {
            if (episode.durationSeconds() > 0 && chapter.start() >= episode.durationSeconds()) {
                findings.say(
                        episode,
                        Level.WARNING,
                        "chapter_outside",
                        List.of(INDEX),
                        "A chapter begins after the end of the recording.",
                        "Correct the chapters of the episode.");
                break;
            }
        }
        if (episode.transcript() == null) {
            findings.say(
                    episode,
                    Level.HINT,
                    "transcript_missing",
                    List.of(APPLE, INDEX),
                    "There is no transcript, so apps can neither show nor search what is said.",
                    "Configure a transcription service or model, and retry the job from transcription.");
        }
    }

    /** @param stored what storage has under the recording's key, empty for nothing */
    void stored(Episode episode, StoredFile audio, OptionalLong stored) {
        if (stored.isEmpty()) {
            findings.say(
                    episode,
                    Level.ERROR,
                    "audio_lost",
                    ALL,
                    "The recording is not in storage any more.",
                    "Restore the storage, or retry the episode's job from audio processing.");
        } else if (stored.getAsLong() != audio.bytes()) {
            findings.say(
                    episode,
                    Level.ERROR,
                    "audio_length",
                    ALL,
                    "The recording in storage has another length than the feed says.",
                    "Retry the episode's job from audio processing.");
        }
    }

    private void title(Episode episode) {
        String title = Xml.legal(episode.title());
        if (title.isBlank()) {
            findings.say(
                    episode,
                    Level.ERROR,
                    "title_missing",
                    ALL,
                    "The episode has no title that could be shown.",
                    "Give it one.");
        } else if (title.length() > LONGEST_TITLE) {
            findings.say(
                    episode,
                    Level.WARNING,
                    "title_long",
                    List.of(APPLE),
                    "The title has more than 255 characters.",
                    "Shorten it.");
        }
        if (title.length() != episode.title().length()) {
            findings.say(
                    episode,
                    Level.HINT,
                    "title_characters",
                    ALL,
                    "The title has characters that a feed cannot hold; they are left out.",
                    "Take them out of the title.");
        }
        if (!titles.add(title.strip().toLowerCase(Locale.ROOT))) {
            findings.say(
                    episode,
                    Level.HINT,
                    "title_twice",
                    List.of(APPLE, SPOTIFY),
                    "Another episode has the same title, and listeners cannot tell them apart.",
                    "Give each a title of its own.");
        }
    }

    private void description(Episode episode) {
        if (episode.description().isBlank()) {
            findings.say(
                    episode,
                    Level.WARNING,
                    "episode_description_missing",
                    ALL,
                    "The episode does not say what it is about; its title stands in.",
                    "Write a sentence or two.");
        } else if (episode.description().getBytes(StandardCharsets.UTF_8).length > ChannelCheck.MOST_BYTES) {
            findings.say(
                    episode,
                    Level.WARNING,
                    "episode_description_long",
                    List.of(APPLE),
                    "The description has more than 4,000 bytes.",
                    "Shorten it: letters other than English ones count two to four.");
        }
    }

    private void audio(Episode episode) {
        StoredFile audio = episode.media();
        if (audio == null || audio.bytes() == 0) {
            findings.say(
                    episode,
                    Level.ERROR,
                    "audio_missing",
                    ALL,
                    "The episode has no recording, so there is nothing to play.",
                    "Retry its job from audio processing.");
            return;
        }
        if (!PLAYED.contains(audio.contentType())) {
            findings.say(
                    episode,
                    Level.ERROR,
                    "audio_type",
                    List.of(APPLE, SPOTIFY),
                    "The recording is " + audio.contentType() + ", which they do not play.",
                    "Set the agent's output format to MP3 or M4A, and retry the job from audio processing.");
        }
        if (episode.durationSeconds() <= 0) {
            findings.say(
                    episode,
                    Level.WARNING,
                    "duration_missing",
                    List.of(APPLE, SPOTIFY),
                    "It is not known how long the recording is.",
                    "Retry its job from audio processing.");
        }
    }
}
