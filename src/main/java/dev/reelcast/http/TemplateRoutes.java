package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.RenderApi;
import java.util.Map;

/** The templates of rendered videos. */
final class TemplateRoutes {

    private final Bus bus;

    TemplateRoutes(Bus bus) {
        this.bus = bus;
    }

    void addTo(Endpoints endpoints) {
        endpoints.on(
                "listTemplates",
                call -> bus.request(RenderApi.TEMPLATES, true)
                        .map(templates -> Answer.ok(Map.of("templates", templates))));
    }
}
