// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import java.util.List;

/** Finds what is to be hidden of a text. Pure, and in a time that grows with the text and no faster. */
interface Finder {
    List<Find> in(String text);

    /**
     * A number that stands in a text.
     *
     * @param from,to its place; {@code to} is behind the last letter
     * @param first,last so many of its letters and digits stay to be seen at its two ends
     */
    record Find(int from, int to, int first, int last) {}
}
