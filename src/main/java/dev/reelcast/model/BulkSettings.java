package dev.reelcast.model;

import org.jspecify.annotations.Nullable;

/**
 * What a bulk job's items have in common, and what happens at its end.
 *
 * @param templateId of texts whose row names none; null for the default
 * @param overrides what their videos have that the template has not; a row's own come before
 * @param outputBucket a bucket that gets a copy of each video, null for none
 * @param again whether rows run of which there is a finished result already
 * @param writeBack whether status and link are written into the sheet that the rows came from
 */
public record BulkSettings(
        @Nullable String templateId,
        RenderOverrides overrides,
        @Nullable String outputBucket,
        boolean again,
        boolean writeBack) {

    /** Nothing but what the templates say. */
    public static final BulkSettings NONE = new BulkSettings(null, RenderOverrides.NONE, null, false, false);
}
