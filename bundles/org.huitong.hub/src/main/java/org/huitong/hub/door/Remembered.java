// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.huitong.api.query.Concordance.Places;
import org.huitong.api.query.Highlight;
import org.huitong.api.query.MessageView;

/**
 * The places of one question: where the page is found along the words, the condition asks again whether its lines have
 * them, and that is known. For one thread, like the question.
 */
final class Remembered implements Places {
    private final Places places;
    private final Set<Long> given = new HashSet<>();

    Remembered(Places places) {
        this.places = places;
    }

    @Override
    public boolean complete() {
        return places.complete();
    }

    @Override
    public List<Long> lines(long after, long upTo, boolean descending, int most) {
        List<Long> lines = places.lines(after, upTo, descending, most);
        given.addAll(lines);
        return lines;
    }

    @Override
    public Set<Long> among(Collection<Long> lines) {
        return given.containsAll(lines) ? Set.copyOf(lines) : places.among(lines);
    }

    @Override
    public List<Highlight> in(MessageView shown) {
        return places.in(shown);
    }
}
