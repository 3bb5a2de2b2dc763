// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A part of an office file as a tree. Nothing outside of it is ever asked for: what declares a document type is refused. */
final class Tree {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    /** Deeper than any office nests, and far from where a stack ends. */
    private static final int DEEPEST = 200;

    private final Document document;

    private Tree(Document document) {
        this.document = document;
    }

    static Tree of(byte[] xml) throws SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Thrown());
            InputSource source = new InputSource(new ByteArrayInputStream(xml));
            // Whatever it says of itself: it has one of these two (ECMA-376-2, 6.2.3).
            source.setEncoding(isWide(xml) ? "UTF-16" : "UTF-8");
            return new Tree(builder.parse(source));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser cannot be made safe", e);
        } catch (IOException e) {
            throw new SAXException(e);
        }
    }

    private static boolean isWide(byte[] xml) {
        return xml.length > 1 && ((xml[0] ^ xml[1]) & 0xff) == 1 && (xml[0] & 0xff) >= 0xfe;
    }

    Element root() {
        return document.getDocumentElement();
    }

    /** Of this name in whatever namespace, in the order in which they begin. */
    List<Element> all(String name) {
        return below(root(), name);
    }

    static List<Element> below(Element element, String name) {
        NodeList found = element.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>(found.getLength());
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    static List<Element> children(Element element, String name) {
        return children(element).stream()
                .filter(child -> child.getLocalName().equals(name))
                .toList();
    }

    /** The nearest of this name around a node; null where there is none. */
    static Element around(Node node, String name) {
        for (Node at = node.getParentNode(); at instanceof Element element; at = at.getParentNode()) {
            if (element.getLocalName().equals(name)) {
                return element;
            }
        }
        return null;
    }

    /** A new element beside others of its kind: in the same namespace, under the same prefix. */
    static Element like(Element sibling, String name) {
        String prefix = sibling.getPrefix();
        return sibling.getOwnerDocument()
                .createElementNS(sibling.getNamespaceURI(), prefix == null ? name : prefix + ":" + name);
    }

    byte[] bytes() {
        StringWriter out = new StringWriter();
        try {
            write(out, (element, to) -> false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes all of it, but what the other writes in its place. */
    void write(Writer out, Instead instead) throws IOException {
        out.write(XML);
        write(root(), out, instead);
    }

    static void write(Node node, Writer out, Instead instead) throws IOException {
        if (node instanceof Element element) {
            if (instead.write(element, out)) {
                return;
            }
            out.write('<');
            out.write(element.getNodeName());
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Node attribute = attributes.item(i);
                out.write(' ' + attribute.getNodeName() + "=\"");
                escape(attribute.getNodeValue(), out, true);
                out.write('"');
            }
            if (!element.hasChildNodes()) {
                out.write("/>");
                return;
            }
            out.write('>');
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                write(child, out, instead);
            }
            out.write("</" + element.getNodeName() + ">");
        } else if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
            escape(node.getNodeValue(), out, false);
        }
    }

    private static void escape(String text, Writer out, boolean quoted) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '\r' -> out.write("&#13;");
                case '"' -> out.write(quoted ? "&quot;" : "\"");
                case '\n' -> out.write(quoted ? "&#10;" : "\n");
                case '\t' -> out.write(quoted ? "&#9;" : "\t");
                default -> out.write(letter);
            }
        }
    }

    /** Writes something in the place of an element. */
    @FunctionalInterface
    interface Instead {
        /** @return whether it has; else the element itself is written */
        boolean write(Element element, Writer out) throws IOException;
    }

    /** Nothing of what uploads are like is printed to the hub's own output. */
    private static final class Thrown implements ErrorHandler {
        @Override
        public void warning(SAXParseException told) {}

        @Override
        public void error(SAXParseException told) throws SAXException {
            throw told;
        }

        @Override
        public void fatalError(SAXParseException told) throws SAXException {
            throw told;
        }
    }
}
