// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import org.huitong.api.connector.Abilities.Length;
import org.huitong.api.outbox.Writing;

/** What goes again although it may have arrived says so, before its own words. */
final class Marked {
    private static final String MARK = "（可能重复 / possibly repeated）\n";
    /** A line of its own also where one line break is none. */
    private static final String MARK_OF_MARKDOWN = MARK + "\n";

    private Marked() {}

    static Writing of(Writing piece) {
        if (piece instanceof Writing.Text text) {
            return new Writing.Text(of(text.text(), false));
        }
        if (piece instanceof Writing.Markdown markdown) {
            return new Writing.Markdown(markdown.title(), of(markdown.text(), true));
        }
        if (piece instanceof Writing.File file) {
            return new Writing.File(
                    file.ticket(), MARK.strip() + " " + file.name(), file.type(), file.bytes(), file.sha256());
        }
        Writing.Card card = (Writing.Card) piece;
        return card.saying(of(card.text(), true));
    }

    static String of(String text, boolean markdown) {
        return (markdown ? MARK_OF_MARKDOWN : MARK) + text;
    }

    /** What is left of a length beside the mark. */
    static Length beside(Length length) {
        int mark = length.unit().measure(MARK_OF_MARKDOWN);
        return new Length(length.unit(), Math.max(length.most() - mark, length.most() / 2));
    }
}
