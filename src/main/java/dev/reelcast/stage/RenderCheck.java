package dev.reelcast.stage;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.render.Templates;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.RenderRules;
import dev.reelcast.net.Refused;
import dev.reelcast.net.UrlGuard;
import dev.reelcast.net.WebUrl;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says before a job is made of it whether a video can be made of something, and what is wrong when it cannot. Blocking. */
final class RenderCheck {

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
        require(RenderRules.text(input.text()));
        require(RenderRules.overrides(input.overrides()));
        template(input.templateId());
        bucket(input.outputBucket());
        url("imageUrl", input.overrides().imageUrl());
        url("backgroundVideoUrl", input.overrides().backgroundVideoUrl());
        return input;
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

    private static void require(RenderRules.@Nullable Wrong wrong) {
        if (wrong != null) {
            throw Failure.of(
                    FailureKind.INVALID, "invalid_" + wrong.member().toLowerCase(Locale.ROOT), wrong.sentence());
        }
    }
}
