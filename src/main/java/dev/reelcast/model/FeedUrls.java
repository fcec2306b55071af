package dev.reelcast.model;

/**
 * Where feeds are for somebody outside.
 *
 * @param base how the server is reached, without a slash at the end
 */
public record FeedUrls(String base) {

    /** The public feed of an agent. */
    public String ofAgent(String slug) {
        return base + "/feeds/" + slug + ".xml";
    }

    /** A public combined feed. */
    public String ofCombined(String slug) {
        return base + "/feeds/combined/" + slug + ".xml";
    }

    /** Any feed, for whoever has a token of it. */
    public String withToken(String token) {
        return base + "/feeds/private/" + token + ".xml";
    }

    /** A feed's public address. */
    public String of(boolean combined, String slug) {
        return combined ? ofCombined(slug) : ofAgent(slug);
    }
}
