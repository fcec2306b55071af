package dev.reelcast.bus;

import dev.reelcast.model.RenderInput;
import dev.reelcast.model.TemplateInfo;
import java.util.List;

/** Templates, and whether a video can be made of something. */
public final class RenderApi {

    /** All templates by id, those with a problem among them; the request says nothing. */
    public static final Address<Boolean, List<TemplateInfo>> TEMPLATES = new Address<>("render.templates");

    /**
     * Answers what it was given, or fails with {@link FailureKind#INVALID} or {@link FailureKind#UNPROCESSABLE} and a
     * sentence that names what is wrong: the text, an override, the template, its font, a URL that leads inside the network.
     */
    public static final Address<RenderInput, RenderInput> CHECK = new Address<>("render.check");

    private RenderApi() {}
}
