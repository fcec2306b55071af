package dev.reelcast.publish;

import static dev.reelcast.publish.Findings.ALL;
import static dev.reelcast.publish.Findings.APPLE;
import static dev.reelcast.publish.Findings.SPOTIFY;

import dev.reelcast.bus.PublishApi.Level;
import dev.reelcast.model.ArtworkRule;
import dev.reelcast.model.Picture;
import java.util.List;
import java.util.Optional;

/** What directories ask of a podcast's cover. */
final class ArtworkCheck {

    private static final int HEAVY = 512 * 1024;

    private final Findings findings;
    private final String fix;

    /** @param combined whether the feed combines several agents', and so has no artwork of its own but an address of one */
    ArtworkCheck(Findings findings, boolean combined) {
        this.findings = findings;
        this.fix = combined
                ? "Upload artwork for one of its agents, or set the address of a picture in the feed's settings."
                : "Upload a square picture of 1,400 to 3,000 pixels.";
    }

    void none() {
        findings.say(Level.ERROR, "artwork_missing", ALL, "The podcast has no artwork.", fix);
    }

    /** A picture of the newest episode is better than none. */
    void standsIn() {
        findings.say(
                Level.WARNING,
                "artwork_stands_in",
                ALL,
                "The podcast has no artwork; the cover of the newest episode stands in, and changes with each.",
                fix);
    }

    /** @param why one sentence */
    void unreachable(String why) {
        findings.say(
                Level.ERROR,
                "artwork_unreachable",
                ALL,
                "The artwork cannot be loaded. " + why,
                "Correct its address, or upload the picture here.");
    }

    void check(byte[] file, String url) {
        Optional<Picture> read = Picture.read(file);
        if (read.isEmpty()) {
            findings.say(
                    Level.ERROR,
                    "artwork_unreadable",
                    ALL,
                    "The artwork is neither a JPEG nor a PNG picture.",
                    "Upload a square JPEG or PNG picture of 1,400 to 3,000 pixels.");
            return;
        }
        Picture picture = read.get();
        ArtworkRule.broken(picture)
                .ifPresent(why -> findings.say(
                        Level.ERROR,
                        "artwork_unsuitable",
                        List.of(APPLE, SPOTIFY),
                        why,
                        "Upload a square picture of 1,400 to 3,000 pixels in RGB."));
        if (picture.colour() == Picture.Colour.RGB_WITH_TRANSPARENCY) {
            findings.say(
                    Level.HINT,
                    "artwork_transparent",
                    List.of(APPLE),
                    "The artwork can have transparent parts, which look different in each app.",
                    "Save it without transparency, as JPEG.");
        }
        if (file.length > HEAVY) {
            findings.say(
                    Level.HINT,
                    "artwork_heavy",
                    List.of(SPOTIFY),
                    "The artwork has more than 512 KB, and some apps do not show it then.",
                    "Save it with more compression.");
        }
        named(url, picture);
    }

    private void named(String url, Picture picture) {
        String path = url.split("[?#]", 2)[0].toLowerCase(java.util.Locale.ROOT);
        boolean fits = picture.type().equals("image/png")
                ? path.endsWith(".png")
                : path.endsWith(".jpg") || path.endsWith(".jpeg");
        if (!fits) {
            findings.say(
                    Level.WARNING,
                    "artwork_name",
                    List.of(APPLE),
                    "The artwork's address does not end as its type does.",
                    "Let it end in .jpg for a JPEG and in .png for a PNG picture.");
        }
    }
}
