// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The general parser of the JDK is the judge: what we read, it reads alike. Of characters that XML does not have it wants
 * to hear nothing, so that it judges the document as it is with U+FFFD in their places.
 */
class XmlTest {
    private static final DocumentBuilderFactory PARSERS = parsers();

    private static DocumentBuilderFactory parsers() {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return parsers;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own parser has it", e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xml/>",
                "<xml></xml>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!-- a --><xml><a>1</a> <b><![CDATA[<二>]]></b></xml>\r\n",
                "<xml><a>x<![CDATA[y]]>z&amp;&#20108;&#x4e8c;&lt;&gt;&quot;&apos;</a></xml>",
                "<xml><a><![CDATA[]]></a><a><![CDATA[]]]]><![CDATA[>]]></a></xml>",
                "<x:y a=\"1\" b='&lt;]]>'><z-1.2_/></x:y >",
                "<xml><a>one\r\ntwo\rthree</a><a><![CDATA[one\r\ntwo]]></a></xml>",
                "<xml>😀<!-- - --><?go on?>.</xml>",
                "<xml>\u0000</xml>",
                "<xml>\uFFFE</xml>",
                "<xml><a><![CDATA[\u0010二\u001D\u0000\uFFFF\r\n]]></a><a>\u000B&amp;\u001F</a></xml>",
            })
    void readsAsTheGeneralParserDoes(String document) {
        assertThat(Xml.read(document).good()).isPresent().isEqualTo(judge(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<xml>",
                "<xml></yml>",
                "<xml></xml><xml></xml>",
                "<xml/>text",
                "<xml>&nbsp;</xml>",
                "<xml>&</xml>",
                "<xml>&#0;</xml>",
                "<xml>&#xD800;</xml>",
                "<xml>&#99999999999;</xml>",
                "<xml>]]></xml>",
                "<xml a=1/>",
                "<xml a='1' a='2'/>",
                "<xml a='1'b='2'/>",
                "<xml a='<'/>",
                "<xml><![CDATA[</xml>",
                "<xml><!-- -- --></xml>",
                "<xml>\uD800</xml>",
                "<xml><?xml version='1.0'?></xml>",
                "<?xml version='1.0'?",
                "<?xml?><xml/>",
                "< xml/>",
                "<xml / >",
                "<1/>",
                "<a\u0010/>",
                "<a>\u0010</a\u0010>",
                "\u0010<a/>",
                "<xml>&#16;</xml>",
            })
    void whatIsNoXmlIsBad(String document) {
        assertThat(Xml.read(document)).isInstanceOf(Parsed.Bad.class);
        assertThat(judge(document)).isEmpty();
    }

    @Test
    void documentTypesAndBombsStayOutside() {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
        assertThat(Xml.read(bomb)).isInstanceOf(Parsed.Bad.class);
        assertThat(Xml.read("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>")).isInstanceOf(Parsed.Bad.class);
        assertThat(Xml.read("<a>".repeat(33) + "</a>".repeat(33))).isInstanceOf(Parsed.Bad.class);
        assertThat(Xml.read("<a>".repeat(32) + "</a>".repeat(32))).isInstanceOf(Parsed.Good.class);
        assertThat(Xml.read("<a>" + "<b/>".repeat(20_000) + "</a>")).isInstanceOf(Parsed.Bad.class);
        assertThat(Xml.read("<a>".repeat(1_000_000))).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void charactersThatXmlDoesNotHaveAreReplaced() {
        Xml xml = Xml.read("<xml><a><![CDATA[a\u0010b\u001D\tc\n]]></a><b>\u0000\uFFFE&lt;</b></xml>")
                .good()
                .orElseThrow();
        assertThat(xml.text("a")).contains("a\uFFFDb\uFFFD\tc\n");
        assertThat(xml.text("b")).contains("\uFFFD\uFFFD<");
    }

    @Test
    void findsTextsAndNumbers() {
        Xml xml = Xml.read("<xml><a> 12 </a><b>x</b><c><d>1</d></c><a>13</a></xml>")
                .good()
                .orElseThrow();
        assertThat(xml.number("a")).hasValue(12);
        assertThat(xml.text("a")).contains(" 12 ");
        assertThat(xml.number("b")).isEmpty();
        assertThat(xml.text("nowhere")).isEmpty();
        assertThat(xml.child("c").orElseThrow().number("d")).hasValue(1);
    }

    @Test
    void blanksAroundAValueAreNotTheValue() {
        Xml xml = Xml.read("<xml>\n<a>\n<![CDATA[wx49]]>\n</a>\n<b>\r\n\tzhang \n</b><c>\n<![CDATA[  一\n\n]]>\n</c>"
                        + "<d>\n</d><e>\n x <![CDATA[y]]> z</e><f> <![CDATA[1]]>\n<![CDATA[2]]> </f></xml>")
                .good()
                .orElseThrow();
        assertThat(xml.text("a")).contains("wx49");
        assertThat(xml.value("b")).contains("zhang");
        assertThat(xml.text("c")).as("what stands inside is the writer's").contains("  一\n\n");
        assertThat(xml.value("d")).isEmpty();
        assertThat(xml.value("d", "nowhere", "b")).contains("zhang");
        assertThat(xml.text("e")).contains("\n x y z");
        assertThat(xml.text("f")).contains("12");
    }

    @Property(tries = 50_000)
    void whateverItReadsTheGeneralParserReadsAlike(@ForAll("documents") String document) {
        Parsed<Xml> ours = Xml.read(document);
        if (ours instanceof Parsed.Good<Xml> good) {
            assertThat(judge(document)).contains(good.value());
        }
    }

    @Property(tries = 20_000)
    void whatPlatformsSendIsNeverRefused(@ForAll("flat") String document) {
        assertThat(Xml.read(document).good()).isPresent().isEqualTo(judge(document));
    }

    /** Pieces of markup in any order: mostly wrong, sometimes just right. */
    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<a>",
                "</a>",
                "<b>",
                "</b>",
                "<a/>",
                "<",
                ">",
                "/",
                "&",
                ";",
                "&lt;",
                "&#65;",
                "&#x1F600;",
                "<![CDATA[",
                "]]>",
                "]",
                "<!--",
                "-->",
                "-",
                "<?p ",
                "?>",
                " ",
                "\r",
                "\n",
                "x",
                "汇",
                "😀",
                "\uD83D",
                "a='1'",
                "=",
                "\"",
                "'",
                "<!DOCTYPE a>",
                "\u0001",
                "\uFFFF");
        Arbitrary<String> inside = pieces.list().ofMaxSize(8).map(p -> String.join("", p));
        return Arbitraries.oneOf(
                inside, inside.map(i -> "<a>" + i + "</a>"), inside.map(i -> "<a><b>" + i + "</b></a>"));
    }

    @Provide
    Arbitrary<String> flat() {
        Arbitrary<String> text = Arbitraries.strings()
                .withCharRange('\u0000', '\uD7FF')
                .withCharRange('\uE000', '\uFFFF')
                .ofMaxLength(20)
                .map(t -> t.replace("]]>", ""));
        Arbitrary<String> field = text.map(t -> "<Field><![CDATA[" + t + "]]></Field>\n");
        return field.list().ofMaxSize(5).map(f -> "<xml>" + String.join("", f) + "<N>1</N></xml>");
    }

    private static Optional<Xml> judge(String document) {
        String mended = document.replaceAll("[\\x00-\\x1F\uFFFE\uFFFF&&[^\\t\\n\\r]]", "\uFFFD");
        try {
            DocumentBuilder parser = PARSERS.newDocumentBuilder();
            parser.setErrorHandler(null);
            return Optional.of(element(
                    parser.parse(new InputSource(new StringReader(mended))).getDocumentElement()));
        } catch (ParserConfigurationException | SAXException | IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** As the general parser says, but for the blanks that stand between a tag and a CDATA section. */
    private static Xml element(Node element) {
        StringBuilder text = new StringBuilder();
        StringBuilder marked = new StringBuilder();
        boolean hasMarked = false;
        boolean outside = false;
        List<Xml> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            switch (node.getNodeType()) {
                case Node.ELEMENT_NODE -> children.add(element(node));
                case Node.CDATA_SECTION_NODE -> {
                    hasMarked = true;
                    marked.append(node.getNodeValue());
                    text.append(node.getNodeValue());
                }
                case Node.TEXT_NODE -> {
                    outside |= !node.getNodeValue().isBlank();
                    text.append(node.getNodeValue());
                }
                default -> {}
            }
        }
        String whole = (hasMarked && !outside ? marked : text).toString();
        return new Xml(element.getNodeName(), children.isEmpty() ? whole : whole.strip(), children);
    }
}
