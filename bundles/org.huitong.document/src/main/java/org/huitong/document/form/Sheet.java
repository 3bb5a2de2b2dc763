// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.huitong.api.document.Column;
import org.huitong.api.text.LocalText;
import org.huitong.document.SheetCell;
import org.huitong.document.Shown;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A sheet of a form. One row of it may be repeated; what is below it moves down, with all that refers to it. */
final class Sheet {
    private final String name;
    private final Tree tree;
    private final List<String> shared;
    private final Vocabulary vocabulary;
    private final List<Column> columns;
    private final SheetFormats formats;
    private final List<Tree> drawings = new ArrayList<>();
    /** The one that is repeated, where there is one. */
    private Optional<Element> repeated = Optional.empty();

    Sheet(
            String name,
            Tree tree,
            List<String> shared,
            Vocabulary vocabulary,
            List<Column> columns,
            SheetFormats formats) {
        this.name = name;
        this.tree = tree;
        this.shared = shared;
        this.vocabulary = vocabulary;
        this.columns = columns;
        this.formats = formats;
    }

    void drawing(Tree drawing) {
        drawings.add(drawing);
    }

    boolean isNamedIn(String reference) {
        return reference.startsWith(name + "!") || reference.startsWith("'" + name.replace("'", "''") + "'!");
    }

    Optional<Moved> moved(Filling filling) {
        return repeated.map(row -> new Moved(number(row), filling.lines() - 1));
    }

    Sheet read(Faults faults) {
        number();
        for (Element row : rows()) {
            for (Element cell : Tree.children(row, "c")) {
                read(row, cell, faults);
            }
        }
        for (Element line : margins()) {
            vocabulary.check(name, line.getTextContent(), faults);
        }
        repeated.ifPresent(row -> {
            for (Element merge : tree.all("mergeCell")) {
                if (rowsOf(merge)[0] != rowsOf(merge)[1]
                        && rowsOf(merge)[0] <= number(row)
                        && rowsOf(merge)[1] >= number(row)) {
                    faults.add(
                            name + "!" + merge.getAttribute("ref"),
                            "明细行不能与上下行合并",
                            "the row that is repeated is not merged with others");
                }
            }
        });
        return this;
    }

    private void read(Element row, Element cell, Faults faults) {
        String place = name + "!" + cell.getAttribute("r");
        if (!Tree.children(cell, "f").isEmpty()) {
            faults.add(place, "含有公式，请改用占位符，例如 {{合计.…}}", "it has a formula: use a placeholder, such as {{total.…}}");
            return;
        }
        String text = text(cell);
        vocabulary.check(place, text, faults);
        List<Blank> blanks = vocabulary.in(text);
        boolean line = blanks.stream().anyMatch(Blank.Row.class::isInstance);
        if (line || blanks.stream().anyMatch(Blank.Totals.class::isInstance)) {
            if (blanks.size() > 1) {
                faults.add(place, "整行占位符要独占一格", "what stands for a whole line has a cell of its own");
                return;
            }
            spread(row, cell, line ? Vocabulary.ROW : Vocabulary.TOTAL);
        }
        if (blanks.stream().anyMatch(Blank::isOfRow)) {
            if (repeated.filter(r -> r != row).isPresent()) {
                faults.add(place, "一张工作表只能有一行明细", "a sheet has one row that is repeated");
            }
            repeated = Optional.of(row);
        }
    }

    /** What stands for a whole line becomes a placeholder in each of its cells. */
    private void spread(Element row, Element cell, LocalText of) {
        int first = column(cell);
        List<String> line = vocabulary.line(of);
        for (int i = 0; i < line.size(); i++) {
            words(at(row, first + i, cell), line.get(i));
        }
    }

    /** The cell of a row in a column; where there is none, one that looks like the other. */
    private static Element at(Element row, int column, Element like) {
        Node before = null;
        for (Element cell : Tree.children(row, "c")) {
            if (column(cell) == column) {
                return cell;
            }
            if (column(cell) > column) {
                before = cell;
                break;
            }
        }
        Element cell = Tree.like(like, "c");
        cell.setAttribute("r", SheetCell.column(column) + number(row));
        if (like.hasAttribute("s")) {
            cell.setAttribute("s", like.getAttribute("s"));
        }
        return (Element) row.insertBefore(cell, before);
    }

    /** Fills it, and tells how the repeated row is written. */
    Filled fill(Filling filling) {
        Optional<Moved> moved = moved(filling);
        for (Element row : rows()) {
            if (repeated.filter(r -> r == row).isEmpty()) {
                moved.ifPresent(m -> renumber(row, m.of(number(row))));
                Tree.children(row, "c").forEach(cell -> fill(cell, filling, -1));
            }
        }
        for (Element line : margins()) {
            Function<String, String> words = filling.words(vocabulary, -1);
            line.setTextContent(Vocabulary.PLACEHOLDER
                    .matcher(line.getTextContent())
                    .replaceAll(found ->
                            Matcher.quoteReplacement(words.apply(found.group(1)).replace("&", "&&"))));
        }
        for (Tree drawing : drawings) {
            drawing.all("p").forEach(p -> Paragraphs.fill(p, filling.words(vocabulary, -1)));
        }
        moved.ifPresent(this::move);
        return new Filled(filling);
    }

    private void move(Moved moved) {
        for (Element merge : tree.all("mergeCell")) {
            if (rowsOf(merge)[0] == moved.row() && rowsOf(merge)[1] == moved.row()) {
                again(merge, moved);
            } else {
                merge.setAttribute("ref", moved.of(merge.getAttribute("ref")));
            }
        }
        tree.all("mergeCells")
                .forEach(all -> all.setAttribute(
                        "count",
                        Integer.toString(Tree.children(all, "mergeCell").size())));
        for (Element each : tree.all("*")) {
            for (String attribute : List.of("ref", "sqref")) {
                if (each.hasAttribute(attribute) && !each.getLocalName().equals("mergeCell")) {
                    each.setAttribute(attribute, moved.of(each.getAttribute(attribute)));
                }
            }
        }
        for (Element end : tree.all("brk")) {
            if (end.getParentNode().getLocalName().equals("rowBreaks")) {
                end.setAttribute("id", Integer.toString(moved.of(Integer.parseInt(end.getAttribute("id")))));
            }
        }
        // What extensions refer to is written in ways of their own.
        Tree.children(tree.root(), "extLst").forEach(rest -> tree.root().removeChild(rest));
        for (Tree drawing : drawings) {
            for (Element row : drawing.all("row")) {
                // Drawings count from 0.
                int at = Integer.parseInt(row.getTextContent().strip()) + 1;
                row.setTextContent(Integer.toString(moved.of(at) - 1));
            }
        }
    }

    /** Cells that are merged within the repeated row are so in each of its lines. */
    private static void again(Element merge, Moved moved) {
        String reference = merge.getAttribute("ref");
        for (int i = 1; i <= moved.more(); i++) {
            Element copy = (Element) merge.cloneNode(true);
            copy.setAttribute("ref", reference.replaceAll("\\d+", Integer.toString(moved.row() + i)));
            merge.getParentNode().insertBefore(copy, merge.getNextSibling());
        }
    }

    private void fill(Element cell, Filling filling, int row) {
        String text = text(cell);
        if (!text.contains("{{")) {
            return;
        }
        Matcher found = Vocabulary.PLACEHOLDER.matcher(text);
        Optional<Blank> alone = found.matches() ? vocabulary.find(found.group(1)) : Optional.empty();
        if (alone.isEmpty() || !number(cell, filling.of(alone.get(), row), alone.get())) {
            Function<String, String> words = filling.words(vocabulary, row);
            String filled = Vocabulary.PLACEHOLDER
                    .matcher(text)
                    .replaceAll(one -> Matcher.quoteReplacement(words.apply(one.group(1))));
            words(cell, filled);
            if (SheetCell.looksLikeAFormula(filled)) {
                cell.setAttribute("s", Integer.toString(formats.quoted(style(cell))));
            }
        }
    }

    /** Whether it is one to spreadsheets, in a column of such and in a cell that takes one. */
    private boolean number(Element cell, Shown shown, Blank blank) {
        Optional<String> number = SheetCell.number(shown.value());
        Optional<Column> column = blank instanceof Blank.Cell one
                ? Optional.of(columns.get(one.column()))
                : blank instanceof Blank.Total total ? Optional.of(columns.get(total.column())) : Optional.empty();
        if (number.isEmpty() || column.isEmpty()) {
            return false;
        }
        empty(cell);
        cell.removeAttribute("t");
        cell.setAttribute("s", Integer.toString(formats.of(style(cell), column.get())));
        Element value = Tree.like(cell, "v");
        value.setTextContent(number.get());
        cell.appendChild(value);
        return true;
    }

    private static int style(Element cell) {
        return cell.hasAttribute("s") ? Integer.parseInt(cell.getAttribute("s")) : 0;
    }

    /** A text is always a cell of text: nothing in it is taken for a formula. */
    private static void words(Element cell, String text) {
        empty(cell);
        if (text.isEmpty()) {
            cell.removeAttribute("t");
            return;
        }
        cell.setAttribute("t", "inlineStr");
        Element is = Tree.like(cell, "is");
        Element t = Tree.like(cell, "t");
        if (!text.equals(text.strip())) {
            t.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
        }
        t.setTextContent(SheetCell.words(text));
        is.appendChild(t);
        cell.appendChild(is);
    }

    private static void empty(Element cell) {
        while (cell.getFirstChild() != null) {
            cell.removeChild(cell.getFirstChild());
        }
    }

    private String text(Element cell) {
        return switch (cell.getAttribute("t")) {
            case "s" -> Tree.children(cell, "v").stream()
                    .map(v -> shared.get(Integer.parseInt(v.getTextContent().strip())))
                    .findFirst()
                    .orElse("");
            case "inlineStr" -> Tree.children(cell, "is").stream()
                    .map(Sheet::words)
                    .findFirst()
                    .orElse("");
            case "str" -> cell.getTextContent();
            default -> "";
        };
    }

    /** Without what tells how to pronounce it. */
    static String words(Element item) {
        StringBuilder text = new StringBuilder();
        for (Element piece : Tree.below(item, "t")) {
            if (Tree.around(piece, "rPh") == null) {
                text.append(piece.getTextContent());
            }
        }
        return text.toString();
    }

    private List<Element> rows() {
        return tree.all("sheetData").stream()
                .flatMap(data -> Tree.children(data, "row").stream())
                .toList();
    }

    private List<Element> margins() {
        return Tree.children(tree.root(), "headerFooter").stream()
                .flatMap(all -> Tree.children(all).stream())
                .toList();
    }

    /** Numbers may be left out where they only count on. */
    private void number() {
        int last = 0;
        for (Element row : rows()) {
            last = row.hasAttribute("r") ? number(row) : last + 1;
            row.setAttribute("r", Integer.toString(last));
            int column = -1;
            for (Element cell : Tree.children(row, "c")) {
                column = cell.hasAttribute("r") ? column(cell) : column + 1;
                cell.setAttribute("r", SheetCell.column(column) + last);
            }
        }
    }

    private static int number(Element row) {
        return Integer.parseInt(row.getAttribute("r"));
    }

    private static int column(Element cell) {
        return SheetCell.column(cell.getAttribute("r").replaceAll("[^A-Z]", ""));
    }

    private static void renumber(Element row, int to) {
        row.setAttribute("r", Integer.toString(to));
        for (Element cell : Tree.children(row, "c")) {
            cell.setAttribute("r", SheetCell.column(column(cell)) + to);
        }
    }

    private static int[] rowsOf(Element merge) {
        String[] ends = merge.getAttribute("ref").split(":");
        int from = Integer.parseInt(ends[0].replaceAll("\\D", ""));
        return new int[] {from, ends.length < 2 ? from : Integer.parseInt(ends[1].replaceAll("\\D", ""))};
    }

    /** The sheet once it is filled, but for the row that is repeated: its lines are made as they are written. */
    final class Filled implements Tree.Instead {
        private final Filling filling;

        private Filled(Filling filling) {
            this.filling = filling;
        }

        @Override
        public boolean write(Element element, Writer out) throws IOException {
            if (repeated.filter(row -> row == element).isEmpty()) {
                return false;
            }
            int first = number(element);
            for (int i = 0; i < filling.lines(); i++) {
                Element line = (Element) element.cloneNode(true);
                renumber(line, first + i);
                int number = i;
                Tree.children(line, "c").forEach(cell -> fill(cell, filling, number));
                Tree.write(line, out, (any, to) -> false);
            }
            return true;
        }
    }
}
