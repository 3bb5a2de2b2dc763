// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.util.List;
import java.util.Map;
import org.huitong.api.filter.Filter;
import org.huitong.api.query.Concordance.Places;
import org.huitong.api.query.Highlight;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * What is looked for: a filter, and where each of its words stands. Words are looked up before a connection is taken,
 * for the concordance may wait until it has caught up.
 *
 * @param once of what came through two doors one is looked for, as people want it; without it each is a message
 */
public record Sought(Filter filter, Map<String, Places> places, boolean once) {
    public Sought {
        places = Map.copyOf(places);
    }

    /** What is said without words: the scope of a right, say. */
    public static Sought plain(Filter filter) {
        return new Sought(filter, Map.of(), false);
    }

    Places words(String words) {
        Places found = places.get(words);
        if (found == null) {
            throw notInstalled();
        }
        return found;
    }

    boolean hasWords() {
        return !places.isEmpty();
    }

    /** False where something may be missing, since search had not caught up. */
    public boolean complete() {
        return places.values().stream().allMatch(Places::complete);
    }

    List<Highlight> highlights(MessageView shown) {
        return places.values().stream()
                .flatMap(words -> words.in(shown).stream())
                .distinct()
                .toList();
    }

    static Problem notInstalled() {
        return new Problem(
                400,
                "search-not-installed",
                LocalText.of("按文字查找需要搜索功能，而它还没有安装。", "Words need the search capability, which is not installed."));
    }
}
