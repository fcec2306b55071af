package dev.reelcast.publish;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes elements; characters that XML 1.0 (§2.2) does not allow are left out wherever they stand. */
final class Xml {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();
    private static final int BUFFER = 64 * 1024;

    /** What a writer is asked to do. */
    @FunctionalInterface
    interface Content {
        void write(Xml xml) throws XMLStreamException;
    }

    private final XMLStreamWriter out;

    private Xml(XMLStreamWriter out) {
        this.out = out;
    }

    /** Writes a whole document in UTF-8; the stream stays open. */
    static void document(OutputStream bytes, Content content) throws IOException {
        // The writer hands over byte by byte.
        OutputStream buffered = new BufferedOutputStream(bytes, BUFFER);
        try {
            XMLStreamWriter out = FACTORY.createXMLStreamWriter(buffered, StandardCharsets.UTF_8.name());
            out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            content.write(new Xml(out));
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        buffered.flush();
    }

    /** Elements alone, as they stand within a document. */
    static String fragment(Content content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = FACTORY.createXMLStreamWriter(text);
            content.write(new Xml(out));
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return text.toString();
    }

    /** An element with a text and, before it, names and values of attributes by turns; those without a value are left out. */
    void text(String name, String text, @Nullable String... attributes) throws XMLStreamException {
        out.writeStartElement(name);
        attributes(attributes);
        out.writeCharacters(legal(text));
        out.writeEndElement();
    }

    /** An element with its content; attributes and namespaces come first in it. */
    void element(String name, Content content) throws XMLStreamException {
        out.writeStartElement(name);
        content.write(this);
        out.writeEndElement();
    }

    /** An element with a text; none at all when there is no text. */
    void text(String name, @Nullable String text) throws XMLStreamException {
        if (text != null && !text.isBlank()) {
            out.writeStartElement(name);
            out.writeCharacters(legal(text));
            out.writeEndElement();
        }
    }

    /** An element without content, with names and values of attributes by turns; those without a value are left out. */
    void empty(String name, @Nullable String... attributes) throws XMLStreamException {
        out.writeEmptyElement(name);
        attributes(attributes);
    }

    private void attributes(@Nullable String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                attribute(String.valueOf(attributes[i]), value);
            }
        }
    }

    void attribute(String name, String value) throws XMLStreamException {
        out.writeAttribute(name, legal(value));
    }

    void namespace(String prefix, String uri) throws XMLStreamException {
        out.writeNamespace(prefix, uri);
    }

    void characters(String text) throws XMLStreamException {
        out.writeCharacters(legal(text));
    }

    /** The text without what XML does not allow. */
    static String legal(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().filter(Xml::isLegal).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    /** Whether it is allowed for sure: most texts are, and long feeds have many. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 0x20 && c != '\n')
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    || c > 0xfffd) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }
}
