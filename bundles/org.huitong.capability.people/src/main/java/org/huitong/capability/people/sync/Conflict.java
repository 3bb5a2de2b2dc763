// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.util.List;
import org.huitong.api.text.LocalText;

/**
 * What a file says and the hub does not do, because it could be wrong. Whoever is concerned stays as they are, in that
 * respect.
 *
 * @param rows as a spreadsheet numbers them; empty where it is of no row
 * @param kind a stable word, such as {@code account-taken}
 * @param person the number or the name in the file, for people to find the row by
 * @param reason what is in the way and how to mend it
 */
public record Conflict(List<Integer> rows, String kind, String person, LocalText reason) {
    public Conflict {
        rows = List.copyOf(rows);
    }

    static Conflict of(List<Line> lines, String kind, String zh, String en) {
        Line first = lines.get(0);
        String person = (first.employee() + " " + first.name()).strip();
        return new Conflict(lines.stream().map(Line::number).toList(), kind, person, LocalText.of(zh, en));
    }

    @Override
    public String toString() {
        return "Conflict[" + kind + " in rows " + rows + "]";
    }
}
