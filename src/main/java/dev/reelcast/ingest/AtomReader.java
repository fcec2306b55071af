package dev.reelcast.ingest;

import dev.reelcast.ingest.AtomFeed.Deletion;
import dev.reelcast.ingest.AtomFeed.Entry;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads Atom (RFC 4287) with YouTube's video ids and deletions, in one pass. A document type is refused where it stands, so
 * there are no entities to expand and nothing to fetch; nesting and length have limits.
 */
final class AtomReader {

    /** The longest feed that is read, in bytes. */
    static final int MAX_BYTES = 1 << 20;

    /** The longest title that is kept, in characters; YouTube's are of 100 at most. */
    static final int TITLE_LENGTH = 300;

    private static final int MAX_DEPTH = 32;
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String YOUTUBE = "http://www.youtube.com/xml/schemas/2015";
    private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader in;
    private final List<String> hubs = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Deletion> deletions = new ArrayList<>();
    private @Nullable String title;
    private @Nullable String self;
    private int depth;

    private AtomReader(XMLStreamReader in) {
        this.in = in;
    }

    /**
     * Reads a feed or a notice.
     *
     * @param xml in the encoding that it declares
     * @throws FeedException when it is too long, too deep, not well-formed, has a document type, or is no feed
     */
    static AtomFeed read(byte[] xml) throws FeedException {
        if (xml.length > MAX_BYTES) {
            throw new FeedException("The feed is longer than " + (MAX_BYTES >> 20) + " MiB.");
        }
        try {
            XMLStreamReader in = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return new AtomReader(in).document();
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            throw new FeedException("The feed is not well-formed XML.", e);
        }
    }

    /** Java's own reader, whichever other libraries bring along. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** RSS is read for its links alone: what one subscribes to may be RSS, what YouTube sends is Atom. */
    private AtomFeed document() throws XMLStreamException, FeedException {
        boolean root = false;
        boolean feed = false;
        while (next()) {
            if (in.isStartElement()) {
                feed |= !root && (is(ATOM, "feed") || in.getLocalName().equals("rss"));
                root = true;
                child();
            }
        }
        if (!feed) {
            throw new FeedException("This is not a feed.");
        }
        return new AtomFeed(title, hubs, self, entries, deletions);
    }

    private void child() throws XMLStreamException, FeedException {
        if (is(ATOM, "link")) {
            link();
        } else if (is(ATOM, "title")) {
            title = Fields.line(text(), TITLE_LENGTH);
        } else if (is(ATOM, "entry")) {
            entry();
        } else if (is(TOMBSTONES, "deleted-entry")) {
            deletion();
        } else if (in.getLocalName().equals("item")) {
            passOver();
        }
    }

    private void link() {
        String href = attribute("href");
        String rel = attribute("rel");
        if (href == null || rel == null) {
            return;
        }
        for (String word : rel.strip().split("\\s+")) {
            if (word.equalsIgnoreCase("hub")) {
                hubs.add(href.strip());
            } else if (word.equalsIgnoreCase("self") && self == null) {
                self = href.strip();
            }
        }
    }

    private void entry() throws XMLStreamException, FeedException {
        int level = depth;
        String id = null;
        String videoId = null;
        String channelId = null;
        String name = null;
        String published = null;
        String updated = null;
        while (within(level)) {
            // A copied entry keeps what its source said (atom:source), which is about another feed.
            if (!in.isStartElement() || depth != level + 1) {
                continue;
            }
            if (is(YOUTUBE, "videoId")) {
                videoId = text();
            } else if (is(YOUTUBE, "channelId")) {
                channelId = text();
            } else if (is(ATOM, "id")) {
                id = text();
            } else if (is(ATOM, "title")) {
                name = text();
            } else if (is(ATOM, "published")) {
                published = text();
            } else if (is(ATOM, "updated")) {
                updated = text();
            }
        }
        String video = Fields.videoId(videoId == null ? Fields.afterMark(id) : videoId);
        if (video != null) {
            entries.add(new Entry(
                    video,
                    Fields.channelId(channelId),
                    Fields.line(name == null ? "" : name, TITLE_LENGTH),
                    Fields.time(published),
                    Fields.time(updated)));
        }
    }

    private void deletion() throws XMLStreamException, FeedException {
        int level = depth;
        String video = Fields.videoId(Fields.afterMark(attribute("ref")));
        String when = attribute("when");
        String channel = null;
        while (within(level)) {
            if (in.isStartElement() && in.getLocalName().equals("uri")) {
                channel = Fields.channelOfUri(text());
            }
        }
        if (video != null) {
            deletions.add(new Deletion(video, channel, Fields.time(when)));
        }
    }

    private void passOver() throws XMLStreamException, FeedException {
        int level = depth;
        boolean inside = true;
        while (inside) {
            inside = within(level);
        }
    }

    /** Whether there is more of the element that is at this depth. */
    private boolean within(int level) throws XMLStreamException, FeedException {
        return next() && depth >= level;
    }

    private boolean next() throws XMLStreamException, FeedException {
        if (!in.hasNext()) {
            return false;
        }
        int event = in.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new FeedException("A feed with a document type or entities is not read.");
        }
        if (event == XMLStreamConstants.START_ELEMENT && ++depth > MAX_DEPTH) {
            throw new FeedException("The feed is nested too deeply.");
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return true;
    }

    /** All text within the element that begins here, to its end. */
    private String text() throws XMLStreamException, FeedException {
        int level = depth;
        StringBuilder text = new StringBuilder();
        while (within(level)) {
            if (in.isCharacters()) {
                text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
            }
        }
        return text.toString();
    }

    private boolean is(String namespace, String name) {
        return name.equals(in.getLocalName()) && namespace.equals(in.getNamespaceURI());
    }

    private @Nullable String attribute(String name) {
        String none = in.getAttributeValue("", name);
        return none == null ? in.getAttributeValue(null, name) : none;
    }
}
