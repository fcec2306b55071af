package dev.reelcast.stage;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.config.Template;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.render.Templates;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.RenderOverrides;
import dev.reelcast.net.Refused;
import dev.reelcast.net.UrlGuard;
import dev.reelcast.net.WebUrl;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says before a job is made of it whether a video can be made of something, and what is wrong when it cannot. Blocking. */
final class RenderCheck {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Set<String> RESOLUTIONS = Set.of("720p", "1080p");

    private final Templates templates;
    private final UrlGuard guard;
    private final List<String> buckets;

    /** @param buckets what may be named for a copy of the video */
    RenderCheck(Templates templates, UrlGuard guard, List<String> buckets) {
        this.templates = templates;
        this.guard = guard;
        this.buckets = List.copyOf(buckets);
    }

    /** Answers what it was given. */
    RenderInput check(RenderInput input) {
        String text = input.text();
        require(!text.isBlank(), "text", "The text is empty.");
        require(
                text.codePointCount(0, text.length()) <= RenderInput.LONGEST_TEXT,
                "text",
                "The text is longer than " + RenderInput.LONGEST_TEXT + " characters.");
        overrides(input.overrides());
        template(input.templateId());
        bucket(input.outputBucket());
        url("imageUrl", input.overrides().imageUrl());
        url("backgroundVideoUrl", input.overrides().backgroundVideoUrl());
        return input;
    }

    private static void overrides(RenderOverrides overrides) {
        matches("voice", overrides.voice(), Template.VOICE, "a name of letters, digits, dots, dashes and plus signs");
        matches("backgroundColour", overrides.backgroundColour(), COLOUR, "a colour as #1e3a5f");
        matches("textColour", overrides.textColour(), COLOUR, "a colour as #1e3a5f");
        matches("accentColour", overrides.accentColour(), COLOUR, "a colour as #1e3a5f");
        Integer size = overrides.fontSize();
        require(
                size == null || (size >= Template.LEAST_FONT && size <= Template.MOST_FONT),
                "fontSize",
                "The override fontSize must be from " + Template.LEAST_FONT + " to " + Template.MOST_FONT + ".");
        String resolution = overrides.resolution();
        require(
                resolution == null || RESOLUTIONS.contains(resolution),
                "resolution",
                "The override resolution must be 720p or 1080p.");
    }

    private static void matches(String name, @Nullable String value, Pattern pattern, String allowed) {
        require(
                value == null || pattern.matcher(value).matches(),
                name,
                "The override " + name + " must be " + allowed + ".");
    }

    private void template(String id) {
        try {
            templates.require(id);
        } catch (MediaException e) {
            if (e.kind() == MediaException.Kind.BAD_TEMPLATE) {
                throw Failure.of(FailureKind.UNPROCESSABLE, e.word(), String.valueOf(e.getMessage()));
            }
            throw new Failure(FailureKind.INTERNAL, e.word(), String.valueOf(e.getMessage()), e);
        }
    }

    private void bucket(@Nullable String bucket) {
        if (bucket != null && !buckets.contains(bucket)) {
            throw Failure.of(
                    FailureKind.UNPROCESSABLE,
                    "no_bucket",
                    "The outputBucket is not one of those that this server delivers to"
                            + (buckets.isEmpty() ? ": there are none." : ": " + String.join(", ", buckets) + "."));
        }
    }

    /** A host that cannot be found now may be found when the job runs. */
    private void url(String name, @Nullable String url) {
        if (url == null) {
            return;
        }
        try {
            guard.target(WebUrl.parse(url));
        } catch (Refused refused) {
            if (refused.reason() != Refused.Reason.UNKNOWN_HOST) {
                throw Failure.of(FailureKind.INVALID, refused.reason().word(), name + ": " + refused.getMessage());
            }
        }
    }

    private static void require(boolean right, String name, String sentence) {
        if (!right) {
            throw Failure.of(FailureKind.INVALID, "invalid_" + name.toLowerCase(Locale.ROOT), sentence);
        }
    }
}
