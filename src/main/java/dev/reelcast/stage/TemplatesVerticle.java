package dev.reelcast.stage;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.RenderApi;
import dev.reelcast.media.render.Templates;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.TemplateInfo;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Answers what videos can be made of. Reads the templates at its start, so that what is wrong with one is in the log. */
public final class TemplatesVerticle extends VerticleBase {

    private final Bus bus;
    private final Templates templates;
    private final RenderCheck check;

    /**
     * @param guard judges the URLs of pictures and videos
     * @param buckets what may be named for a copy of a video
     */
    public TemplatesVerticle(Bus bus, Templates templates, UrlGuard guard, List<String> buckets) {
        this.bus = bus;
        this.templates = templates;
        this.check = new RenderCheck(templates, guard, buckets);
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(templates::list, false)
                .compose(read -> Future.all(
                        bus.serve(RenderApi.TEMPLATES, this::list), bus.serve(RenderApi.CHECK, this::check)));
    }

    private Future<List<TemplateInfo>> list(Boolean all) {
        return vertx.executeBlocking(templates::list, false);
    }

    private Future<RenderInput> check(RenderInput input) {
        return vertx.executeBlocking(() -> check.check(input), false);
    }
}
