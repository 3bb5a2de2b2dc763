// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huitong.api.text.LocalText;
import org.huitong.document.Parts;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A text document (docx) as a form. A row of a table that has placeholders of {@code 明细} is repeated; all others are
 * filled where they stand, in headers, footers and boxes too.
 */
final class Texts implements Template {
    private static final List<String> WITH_WORDS =
            List.of("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml");

    private final OfficeFile file;
    private final Vocabulary vocabulary;
    private final Map<String, Tree> trees = new LinkedHashMap<>();
    private final List<Element> repeated = new ArrayList<>();

    private Texts(OfficeFile file, Vocabulary vocabulary) {
        this.file = file;
        this.vocabulary = vocabulary;
    }

    static Texts read(OfficeFile file, Vocabulary vocabulary, Faults faults) throws SAXException {
        Texts texts = new Texts(file, vocabulary);
        for (String type : WITH_WORDS) {
            for (String part : file.ofType(type)) {
                Tree tree = file.tree(part);
                texts.trees.put(part, tree);
                texts.read(part, tree, faults);
            }
        }
        return texts;
    }

    private void read(String part, Tree tree, Faults faults) {
        // Bound content would be fetched from elsewhere in the file, over what was filled in.
        tree.all("dataBinding").forEach(Texts::remove);
        for (Element paragraph : tree.all("p")) {
            String text = Paragraphs.text(paragraph);
            vocabulary.check(name(part), text, faults);
            List<Blank> blanks = vocabulary.in(text);
            Element row = Tree.around(paragraph, "tr");
            if (row == null && blanks.stream().anyMatch(b -> b.isOfRow() || b instanceof Blank.Totals)) {
                faults.add(
                        name(part) + " " + text.strip(),
                        "明细占位符要放在表格的一行里",
                        "placeholders of rows stand in a row of a table");
            } else if (row != null) {
                spread(name(part), paragraph, blanks, faults);
                if (blanks.stream().anyMatch(Blank::isOfRow) && !repeated.contains(row)) {
                    repeated.add(row);
                }
            }
        }
        for (Element row : repeated) {
            Tree.below(row, "bookmarkStart").forEach(Texts::remove);
            Tree.below(row, "bookmarkEnd").forEach(Texts::remove);
        }
    }

    /** What stands for a whole line becomes a placeholder in each of its cells. */
    private void spread(String part, Element paragraph, List<Blank> blanks, Faults faults) {
        boolean row = blanks.stream().anyMatch(Blank.Row.class::isInstance);
        if (!row && blanks.stream().noneMatch(Blank.Totals.class::isInstance)) {
            return;
        }
        LocalText of = row ? Vocabulary.ROW : Vocabulary.TOTAL;
        Element cell = Tree.around(paragraph, "tc");
        List<String> line = vocabulary.line(of);
        List<Element> cells = Tree.children(Tree.around(paragraph, "tr"), "tc");
        int first = cells.indexOf(cell);
        if (blanks.size() > 1 || first < 0 || cells.size() - first < line.size()) {
            faults.add(
                    part + " {{" + of.zh() + "}}",
                    "独占一格，从这一格起右边至少要有 " + line.size() + " 格",
                    "it has a cell of its own, and from there on " + line.size() + " cells are needed");
            return;
        }
        for (int i = line.size() - 1; i > 0; i--) {
            String placeholder = line.get(i);
            Element target = cells.get(first + i);
            Element copy = (Element) paragraph.cloneNode(true);
            Tree.children(target, "p").forEach(Texts::remove);
            target.appendChild(copy);
            Paragraphs.fill(copy, any -> placeholder);
        }
        Paragraphs.fill(paragraph, any -> line.get(0));
    }

    @Override
    public void fill(Filling filling, OutputStream out) throws IOException {
        try (Parts parts = new Parts(out)) {
            for (Map.Entry<String, byte[]> part : file.parts().entrySet()) {
                Tree tree = trees.get(part.getKey());
                if (tree == null) {
                    parts.add(part.getKey(), part.getValue());
                } else {
                    Writer writer = parts.writer(part.getKey());
                    fillOnce(tree, filling);
                    tree.write(writer, (element, to) -> repeat(element, to, filling));
                    writer.flush();
                }
            }
        }
    }

    private void fillOnce(Tree tree, Filling filling) {
        for (Element paragraph : tree.all("p")) {
            if (!repeated.contains(Tree.around(paragraph, "tr"))) {
                Paragraphs.fill(paragraph, filling.words(vocabulary, -1));
            }
        }
    }

    private boolean repeat(Element row, Writer to, Filling filling) throws IOException {
        if (!repeated.contains(row)) {
            return false;
        }
        for (int i = 0; i < filling.lines(); i++) {
            Element line = (Element) row.cloneNode(true);
            int number = i;
            Tree.below(line, "p").forEach(p -> {
                // Names of paragraphs, of which no two may be the same.
                p.removeAttribute("w14:paraId");
                p.removeAttribute("w14:textId");
                Paragraphs.fill(p, filling.words(vocabulary, number));
            });
            line.removeAttribute("w14:paraId");
            line.removeAttribute("w14:textId");
            Tree.write(line, to, (element, out) -> false);
        }
        return true;
    }

    private static void remove(Element element) {
        element.getParentNode().removeChild(element);
    }

    private static String name(String part) {
        return part.substring(part.lastIndexOf('/') + 1);
    }
}
