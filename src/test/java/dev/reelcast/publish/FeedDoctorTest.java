package dev.reelcast.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.FeedStoreApi.Item;
import dev.reelcast.bus.FeedStoreApi.Page;
import dev.reelcast.bus.PublishApi.Checkup;
import dev.reelcast.bus.PublishApi.Finding;
import dev.reelcast.bus.PublishApi.Level;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Feed;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.StoredFile;
import dev.reelcast.storage.FolderStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedDoctorTest {

    private static final URI HUB = URI.create("https://hub.example.org/");

    @TempDir
    Path folder;

    private FolderStore media;
    private FeedDoctor doctor;

    @BeforeEach
    void open() throws IOException {
        media = new FolderStore(folder.resolve("media"));
        doctor = new FeedDoctor(media);
    }

    @Test
    void feedThatHasEverythingIsWell() throws IOException {
        Checkup checkup = examine(well(), sound("First"));

        assertThat(checkup.findings()).isEmpty();
        assertThat(checkup.episodes()).isEqualTo(1);
        assertThat(checkup.bytes()).isGreaterThan(1_000);
        assertThat(checkup.item()).isNull();
    }

    @Test
    void emptyFeedIsToldWhatItLacksTheGravestFirst() throws IOException {
        Checkup checkup = doctor.examine(
                document(Podcasts.feed(FeedData.EMPTY), null, "http://localhost:8080"),
                Optional.empty(),
                Optional.empty());

        assertThat(codes(checkup))
                .containsExactlyInAnyOrder(
                        "address_unreachable",
                        "no_episodes",
                        "artwork_missing",
                        "description_missing",
                        "language_missing",
                        "category_missing",
                        "author_missing",
                        "email_missing",
                        "no_hub");
        assertThat(checkup.findings()).extracting(Finding::level).isSorted();
        assertThat(checkup.findings()).allSatisfy(finding -> {
            assertThat(finding.message()).endsWith(".");
            assertThat(finding.fix()).endsWith(".");
            assertThat(finding.directories()).isNotEmpty();
        });
    }

    @Test
    void whatAppleRefusesIsAnError() throws IOException {
        FeedData wrong = new FeedData(
                "Sunday",
                "Ann",
                "About",
                "xx-YY",
                "Sermons",
                null,
                false,
                null,
                "a@example.org",
                null,
                null,
                List.of());

        Checkup checkup = examine(Podcasts.feed(wrong, false, false, artwork(rgb(1_400, 1_000))), sound("First"));

        assertThat(errors(checkup))
                .containsExactlyInAnyOrder("language_unknown", "category_unknown", "artwork_unsuitable");
        assertThat(AppleCategories.has("Religion & Spirituality > Christianity"))
                .isTrue();
        assertThat(AppleCategories.has("Technology")).isTrue();
        assertThat(AppleCategories.has("technology")).isFalse();
        assertThat(AppleCategories.has("Arts > Christianity")).isFalse();
        assertThat(AppleCategories.has(" > ")).isFalse();
    }

    @Test
    void recordingsAreComparedWithWhatStorageHas() throws IOException {
        Episode lost = sound("Lost");
        media.delete(audio(lost).storageKey());
        Episode cut = sound("Cut off");
        Path shorter = Files.write(folder.resolve("shorter"), new byte[3]);
        media.put(audio(cut).storageKey(), shorter);

        Checkup checkup = examine(well(), lost, cut);

        assertThat(errors(checkup)).containsExactlyInAnyOrder("audio_lost", "audio_length");
        assertThat(finding(checkup, "audio_lost").episodes())
                .extracting("title")
                .containsExactly("Lost");
    }

    @Test
    void severalEpisodesOfOneFaultAreOneFinding() throws IOException {
        Episode[] episodes = new Episode[9];
        for (int i = 0; i < episodes.length; i++) {
            Episode sound = sound("Number " + i);
            episodes[i] = changed(sound, sound.title(), "", sound.audio(), null);
        }

        Finding finding = finding(examine(well(), episodes), "episode_description_missing");

        assertThat(finding.count()).isEqualTo(9);
        assertThat(finding.episodes()).hasSize(5);
    }

    @Test
    void episodeIsLookedAtBeforeItIsPublished() throws IOException {
        Episode sound = sound("Bell \u0007");
        StoredFile audio = audio(sound);
        StoredFile opus = new StoredFile("audio.opus", "audio", audio.storageKey(), "audio/ogg", audio.bytes());
        Episode candidate = changed(sound, sound.title(), "x".repeat(4_001), opus, null);

        Checkup checkup = doctor.examine(
                document(well(), HUB, Podcasts.BASE, sound("First")),
                Optional.of(new Item(candidate, null)),
                Optional.empty());

        assertThat(codes(checkup))
                .containsExactlyInAnyOrder(
                        "audio_type", "episode_description_long", "title_characters", "transcript_missing");
        assertThat(checkup.item())
                .startsWith("<item><title>Bell </title>")
                .contains("urn:uuid:" + candidate.id())
                .contains("type=\"audio/ogg\"");
        assertThat(checkup.episodes()).isEqualTo(2);
    }

    @Test
    void sameTitleAndChaptersOutsideAreFound() throws IOException {
        Episode first = sound("Same");
        Episode second = sound("same ");
        Episode late = new Episode(
                UUID.randomUUID(),
                first.ownerId(),
                first.agentId(),
                first.jobId(),
                "Late",
                "Text",
                first.audio(),
                null,
                60,
                null,
                0,
                List.of(new Chapter(0, "Start"), new Chapter(60, "After the end")),
                List.of(),
                null,
                first.transcript(),
                true,
                false,
                "",
                null,
                null,
                null,
                null,
                Podcasts.THEN,
                Podcasts.THEN,
                Podcasts.THEN);

        assertThat(codes(examine(well(), first, second, late)))
                .containsExactlyInAnyOrder("title_twice", "chapter_outside");
    }

    @Test
    void artworkElsewhereIsJudgedAsItCameOrDidNot() throws IOException {
        FeedData elsewhere = new FeedData(
                "S",
                "A",
                "D",
                "en",
                "News",
                "https://pictures.example.org/cover.png",
                false,
                null,
                "a@b.c",
                null,
                null,
                List.of());
        FeedDocument document = document(Podcasts.feed(elsewhere), HUB, Podcasts.BASE, sound("First"));

        assertThat(codes(doctor.examine(
                        document, Optional.empty(), Optional.of(new FeedDoctor.Remote(rgb(1_400, 1_400), null)))))
                .isEmpty();
        assertThat(codes(doctor.examine(
                        document,
                        Optional.empty(),
                        Optional.of(new FeedDoctor.Remote(new byte[0], "There is nothing.")))))
                .containsExactly("artwork_unreachable");
        assertThat(codes(doctor.examine(
                        document,
                        Optional.empty(),
                        Optional.of(new FeedDoctor.Remote(
                                "<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII), null)))))
                .containsExactly("artwork_unreadable");
        assertThat(codes(doctor.examine(
                        document,
                        Optional.empty(),
                        Optional.of(new FeedDoctor.Remote(
                                picture("jpg", 1_400, 1_400, BufferedImage.TYPE_INT_RGB), null)))))
                .containsExactly("artwork_name");
        assertThat(codes(doctor.examine(
                        document,
                        Optional.empty(),
                        Optional.of(new FeedDoctor.Remote(
                                picture("png", 1_400, 1_400, BufferedImage.TYPE_INT_ARGB), null)))))
                .containsExactly("artwork_transparent");
    }

    @Test
    void coverStandsInForArtworkWithAWarning() throws IOException {
        Checkup checkup = examine(Podcasts.feed(Podcasts.everything()), sound("First"));

        assertThat(codes(checkup)).containsExactly("artwork_stands_in");
        assertThat(checkup.findings().get(0).level()).isEqualTo(Level.WARNING);
    }

    private Feed well() throws IOException {
        return Podcasts.feed(Podcasts.everything(), false, false, artwork(rgb(1_400, 1_400)));
    }

    private Checkup examine(Feed feed, Episode... episodes) throws IOException {
        return doctor.examine(document(feed, HUB, Podcasts.BASE, episodes), Optional.empty(), Optional.empty());
    }

    private static FeedDocument document(Feed feed, @Nullable URI hub, String base, Episode... episodes) {
        Page page = Podcasts.page(feed, episodes.length, episodes);
        return new FeedDocument(new FeedAddress(base, feed, null), page, 1, 1, Podcasts.GUID, hub);
    }

    private Episode sound(String title) throws IOException {
        Path file = Files.write(folder.resolve("sound"), new byte[1_234]);
        String key = "episodes/" + UUID.randomUUID();
        media.put(key, file);
        Episode episode = Podcasts.episode(UUID.randomUUID(), title);
        return changed(
                episode,
                title,
                episode.description(),
                new StoredFile("audio.mp3", "audio", key, "audio/mpeg", 1_234),
                episode.transcript());
    }

    private static Episode changed(
            Episode episode,
            String title,
            String description,
            @Nullable StoredFile audio,
            @Nullable StoredFile transcript) {
        return new Episode(
                episode.id(),
                episode.ownerId(),
                episode.agentId(),
                episode.jobId(),
                title,
                description,
                audio,
                episode.video(),
                episode.durationSeconds(),
                null,
                0,
                episode.chapters(),
                List.of(),
                episode.cover(),
                transcript,
                true,
                false,
                "",
                null,
                null,
                null,
                null,
                Podcasts.THEN,
                Podcasts.THEN,
                Podcasts.THEN);
    }

    private StoredFile artwork(byte[] picture) throws IOException {
        Path file = Files.write(folder.resolve("artwork"), picture);
        media.put("agents/artwork.png", file);
        return new StoredFile("artwork.png", "artwork", "agents/artwork.png", "image/png", picture.length);
    }

    private static byte[] rgb(int width, int height) throws IOException {
        return picture("png", width, height, BufferedImage.TYPE_INT_RGB);
    }

    private static byte[] picture(String format, int width, int height, int type) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, type), format, out);
        return out.toByteArray();
    }

    private static StoredFile audio(Episode episode) {
        return java.util.Objects.requireNonNull(episode.audio());
    }

    private static Finding finding(Checkup checkup, String code) {
        return checkup.findings().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(Checkup checkup) {
        return checkup.findings().stream().map(Finding::code).toList();
    }

    private static List<String> errors(Checkup checkup) {
        return checkup.findings().stream()
                .filter(each -> each.level() == Level.ERROR)
                .map(Finding::code)
                .toList();
    }
}
