// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import org.w3c.dom.Element;

/**
 * The text of paragraphs, as word processors and drawings have it: cut into runs at places that nobody sees, so that a
 * placeholder may lie in several of them.
 */
final class Paragraphs {
    private Paragraphs() {}

    /** The pieces of a paragraph's own text; those of boxes within it are paragraphs of their own. */
    private static List<Element> pieces(Element paragraph) {
        List<Element> pieces = new ArrayList<>();
        for (Element piece : Tree.below(paragraph, "t")) {
            if (Tree.around(piece, "p") == paragraph) {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    static String text(Element paragraph) {
        StringBuilder text = new StringBuilder();
        pieces(paragraph).forEach(piece -> text.append(piece.getTextContent()));
        return text.toString();
    }

    /** Each placeholder's value stands where the placeholder began, and looks as its first letter did. */
    static void fill(Element paragraph, Function<String, String> words) {
        String text = text(paragraph);
        if (!text.contains("{{")) {
            return;
        }
        List<Element> pieces = pieces(paragraph);
        List<StringBuilder> now = new ArrayList<>();
        List<Integer> begins = new ArrayList<>();
        int at = 0;
        for (Element piece : pieces) {
            begins.add(at);
            now.add(new StringBuilder(piece.getTextContent()));
            at += piece.getTextContent().length();
        }
        List<MatchResult> found = Vocabulary.PLACEHOLDER.matcher(text).results().toList();
        // From the last to the first, so that the places of those before it stay what they were.
        for (int i = found.size() - 1; i >= 0; i--) {
            MatchResult one = found.get(i);
            boolean written = false;
            for (int p = 0; p < pieces.size(); p++) {
                int begin = begins.get(p);
                int end = p + 1 < pieces.size() ? begins.get(p + 1) : text.length();
                int from = Math.max(one.start(), begin);
                int to = Math.min(one.end(), end);
                if (from < to) {
                    now.get(p).replace(from - begin, to - begin, written ? "" : words.apply(one.group(1)));
                    written = true;
                }
            }
        }
        for (int p = 0; p < pieces.size(); p++) {
            write(pieces.get(p), now.get(p).toString());
        }
    }

    /** A line of its own for each line of the text. */
    private static void write(Element piece, String text) {
        Element last = piece;
        String[] lines = text.split("\n", -1);
        set(piece, lines[0]);
        for (int i = 1; i < lines.length; i++) {
            Element end = Tree.like(piece, "br");
            Element next = Tree.like(piece, "t");
            set(next, lines[i]);
            boolean inARun = piece.getNamespaceURI().contains("wordprocessingml");
            if (inARun) {
                last.getParentNode().insertBefore(end, last.getNextSibling());
                end.getParentNode().insertBefore(next, end.getNextSibling());
                last = next;
            } else {
                set(piece, piece.getTextContent() + " " + lines[i]);
            }
        }
    }

    private static void set(Element piece, String text) {
        piece.setTextContent(text);
        if (piece.getNamespaceURI().contains("wordprocessingml")) {
            piece.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
        }
    }
}
