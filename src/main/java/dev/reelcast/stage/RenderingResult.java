package dev.reelcast.stage;

/**
 * The checkpoint of rendering.
 *
 * @param templateId what it looks like
 * @param width pixels, as is the height
 * @param durationSeconds of the video
 * @param narrationStart seconds into it at which the voice begins
 * @param pictures how many different ones there are in it
 */
record RenderingResult(
        String templateId, int width, int height, double durationSeconds, double narrationStart, int pictures) {}
