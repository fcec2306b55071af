package dev.reelcast.bulk;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.RenderApi;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.RenderOverrides;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks of each template once what a video cannot be made for with it, whatever the number of its rows. Blocking. */
final class RenderChecks {

    /** A text that nothing is wrong with. */
    private static final String ANY_TEXT = "Text";

    /** A caller's own words may be as many as their rows; what is known of them is forgotten then. */
    private static final int MOST_KNOWN = 1_000;

    private final Asking bus;
    private final Map<String, String> problems = new HashMap<>();

    RenderChecks(Asking bus) {
        this.bus = bus;
    }

    /**
     * Checks what all texts have in common, the addresses that its URLs lead to among it.
     *
     * @throws Failure when no text could be made a video of with it
     */
    void require(BulkSettings settings) {
        String template = settings.templateId() == null ? RenderInput.DEFAULT_TEMPLATE : settings.templateId();
        bus.ask(
                RenderApi.CHECK,
                new RenderInput(ANY_TEXT, null, template, settings.overrides(), settings.outputBucket()));
    }

    /** What is wrong with a template, null when nothing is. */
    @Nullable
    String ofTemplate(String id) {
        if (problems.size() > MOST_KNOWN) {
            problems.clear();
        }
        String problem = problems.computeIfAbsent(id, this::look);
        return problem.isEmpty() ? null : problem;
    }

    private String look(String id) {
        try {
            bus.ask(RenderApi.CHECK, new RenderInput(ANY_TEXT, null, id, RenderOverrides.NONE, null));
            return "";
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INVALID || failure.kind() == FailureKind.UNPROCESSABLE) {
                return failure.sentence();
            }
            throw failure;
        }
    }
}
