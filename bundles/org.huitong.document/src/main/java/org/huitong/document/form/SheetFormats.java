// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huitong.api.document.Column;
import org.w3c.dom.Element;

/**
 * The styles of a form's cells. How the form shows a number or a time is kept; where it says nothing of it, it is shown
 * as our own files show it, in a style that is the cell's otherwise.
 */
final class SheetFormats {
    private static final int GENERAL = 0;
    private static final int TEXT = 49;
    private static final int OWN = 164;

    private final Element styles;
    private final Element list;
    private final List<Element> given;
    private final Map<String, Integer> made = new HashMap<>();

    SheetFormats(Tree tree) {
        styles = tree.root();
        list = Tree.children(styles, "cellXfs").stream().findFirst().orElseThrow();
        given = Tree.children(list, "xf");
    }

    /** The style of a number in a cell: in one that is meant for words as well, so that it can be added up. */
    int of(int style, Column column) {
        int plain = style < 0 || style >= given.size() ? 0 : style;
        int format = format(given.get(plain));
        return format == GENERAL || format == TEXT
                ? made.computeIfAbsent(plain + " " + ours(column), any -> add(given.get(plain), ours(column)))
                : plain;
    }

    /** The style of words that would be a formula if somebody typed them: as behind an apostrophe. */
    int quoted(int style) {
        int plain = style < 0 || style >= given.size() ? 0 : style;
        return made.computeIfAbsent(plain + " '", any -> {
            Element copy = (Element) given.get(plain).cloneNode(true);
            copy.setAttribute("quotePrefix", "1");
            return add(copy);
        });
    }

    private static int format(Element style) {
        String number = style.getAttribute("numFmtId");
        return number.isEmpty() ? GENERAL : Integer.parseInt(number);
    }

    private List<Element> formats() {
        return Tree.children(styles, "numFmts").stream()
                .flatMap(all -> Tree.children(all, "numFmt").stream())
                .toList();
    }

    private static String ours(Column column) {
        String digits = column.digits() == 0 ? "" : "." + "0".repeat(column.digits());
        return switch (column.kind()) {
            case TEXT, NUMBER -> "#,##0" + digits;
            case PERCENT -> "#,##0" + digits + "%";
            case DAY -> "yyyy\\-mm\\-dd";
            case MOMENT -> "yyyy\\-mm\\-dd hh:mm:ss";
            case DURATION -> "[h]:mm:ss";
        };
    }

    private int add(Element style, String code) {
        Element copy = (Element) style.cloneNode(true);
        copy.setAttribute("numFmtId", Integer.toString(number(code)));
        copy.setAttribute("applyNumberFormat", "1");
        return add(copy);
    }

    private int add(Element style) {
        list.appendChild(style);
        int count = Tree.children(list, "xf").size();
        list.setAttribute("count", Integer.toString(count));
        return count - 1;
    }

    private int number(String code) {
        List<Element> formats = formats();
        Optional<Element> known = formats.stream()
                .filter(f -> f.getAttribute("formatCode").equals(code))
                .findFirst();
        if (known.isPresent()) {
            return format(known.get());
        }
        var taken = formats.stream().map(SheetFormats::format).collect(Collectors.toSet());
        int free = IntStream.iterate(OWN, n -> n + 1)
                .filter(n -> !taken.contains(n))
                .findFirst()
                .orElseThrow();
        Element all = Tree.children(styles, "numFmts").stream().findFirst().orElseGet(() -> {
            Element first = Tree.like(list, "numFmts");
            styles.insertBefore(first, styles.getFirstChild());
            return first;
        });
        Element format = Tree.like(list, "numFmt");
        format.setAttribute("numFmtId", Integer.toString(free));
        format.setAttribute("formatCode", code);
        all.appendChild(format);
        all.setAttribute("count", Integer.toString(formats.size() + 1));
        return free;
    }
}
