// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import java.util.LinkedHashSet;
import java.util.Set;
import org.huitong.api.stage.Mark;

/**
 * Brings what a stage says into a form that every database keeps as it is. Derby takes "a" and "a " for one key,
 * PostgreSQL stores no NUL: a mark like that would be refused with everything that is written beside it.
 */
final class Tidy {
    private static final int LONGEST_SNAPSHOT = 64;

    private Tidy() {}

    /** Without blanks around them, without what cannot be written; what is empty then says nothing and is left out. */
    static Set<Mark> marks(Set<Mark> said) {
        Set<Mark> tidy = new LinkedHashSet<>();
        for (Mark mark : said) {
            String value = text(mark.value());
            if (!value.isEmpty()) {
                tidy.add(Mark.of(mark.kind(), value));
            }
        }
        return tidy;
    }

    static String snapshot(String name) {
        String tidy = text(name);
        return tidy.length() <= LONGEST_SNAPSHOT ? tidy : text(tidy.substring(0, LONGEST_SNAPSHOT));
    }

    private static String text(String said) {
        return said.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
