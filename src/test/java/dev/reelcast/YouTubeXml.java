package dev.reelcast;

import java.time.Instant;

/** What YouTube's feeds and its hub send. */
public final class YouTubeXml {

    private static final String FEED = """
            <?xml version='1.0' encoding='UTF-8'?>
            <feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns="http://www.w3.org/2005/Atom">
            %s</feed>
            """;

    private YouTubeXml() {}

    /** A feed, or a notice, of entries and links. */
    public static String feed(String... parts) {
        return FEED.formatted(String.join("", parts));
    }

    public static String link(String rel, String href) {
        return "<link rel=\"" + rel + "\" href=\"" + href + "\"/>\n";
    }

    public static String entry(String channelId, String videoId, String title, Instant published, Instant updated) {
        return """
                <entry>
                  <id>yt:video:%2$s</id>
                  <yt:videoId>%2$s</yt:videoId>
                  <yt:channelId>%1$s</yt:channelId>
                  <title>%3$s</title>
                  <link rel="alternate" href="https://www.youtube.com/watch?v=%2$s"/>
                  <author><name>A church</name><uri>https://www.youtube.com/channel/%1$s</uri></author>
                  <published>%4$s</published>
                  <updated>%5$s</updated>
                </entry>
                """.formatted(channelId, videoId, title, published, updated);
    }

    /** A notice of one video, published and changed now. */
    public static String video(String channelId, String videoId, String title) {
        return feed(entry(channelId, videoId, title, Instant.now(), Instant.now()));
    }

    /** A notice of a video that was deleted or made private. */
    public static String deleted(String channelId, String videoId) {
        return """
                <?xml version='1.0' encoding='UTF-8'?>
                <feed xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns="http://www.w3.org/2005/Atom">
                <at:deleted-entry ref="yt:video:%2$s" when="%3$s">
                  <link href="https://www.youtube.com/watch?v=%2$s"/>
                  <at:by><name>A church</name><uri>https://www.youtube.com/channel/%1$s</uri></at:by>
                </at:deleted-entry>
                </feed>
                """.formatted(channelId, videoId, Instant.now());
    }
}
