package dev.reelcast.http;

import dev.reelcast.model.RenderInput;
import dev.reelcast.model.RenderOverrides;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a request wants a video made of. */
final class RenderBody {

    private static final int TITLE = 500;

    private RenderBody() {}

    /** @param title the one beside it, of a request that gives none in it */
    static RenderInput of(JsonObject render, @Nullable String title) {
        Texts.requireStorable("render", render);
        String named = blankToNull(render.getString("title"));
        String bucket = blankToNull(render.getString("outputBucket"));
        JsonObject overrides = render.getJsonObject("overrides");
        String text = render.getString("text");
        return new RenderInput(
                text == null ? "" : text,
                named == null ? title : Texts.line(named, TITLE),
                render.getString("templateId", RenderInput.DEFAULT_TEMPLATE),
                overrides == null ? RenderOverrides.NONE : Wire.record(RenderOverrides.class, overrides),
                bucket);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
