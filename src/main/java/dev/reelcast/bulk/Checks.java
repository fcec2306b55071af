package dev.reelcast.bulk;

import dev.reelcast.bus.Failure;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkField;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.RenderOverrides;
import dev.reelcast.net.UrlGuard;
import java.util.List;

/** Prepares the check of rows. */
final class Checks {

    private Checks() {}

    /**
     * The check of rows with these columns. Blocking, as the check itself may be.
     *
     * @throws Failure when what the rows have in common lets no text be made a video of, and texts are asked for
     */
    static RowCheck of(Asking bus, UrlGuard guard, List<BulkColumn> columns, BulkSettings settings) {
        RenderChecks renders = new RenderChecks(bus);
        boolean texts = columns.stream().anyMatch(column -> column.field().equals(BulkField.TEXT.word()));
        if (texts || saysSomething(settings)) {
            renders.require(settings);
        }
        return new RowCheck(columns, settings, guard, renders::ofTemplate);
    }

    private static boolean saysSomething(BulkSettings settings) {
        return settings.templateId() != null
                || settings.outputBucket() != null
                || !settings.overrides().equals(RenderOverrides.NONE);
    }
}
