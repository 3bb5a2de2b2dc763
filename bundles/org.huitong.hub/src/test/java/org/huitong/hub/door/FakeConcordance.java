// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huitong.api.query.Concordance;
import org.huitong.api.query.Highlight;
import org.huitong.api.query.MessageView;

/** Knows of each line the words that it was told. */
final class FakeConcordance implements Concordance {
    private final Map<Long, Set<String>> said = new TreeMap<>();
    boolean complete = true;

    void says(long line, Set<String> words) {
        said.put(line, words);
    }

    /** The hub's desk for it. */
    Lookup lookup() {
        Lookup lookup = new Lookup();
        lookup.concordance = this;
        return lookup;
    }

    @Override
    public Places look(String words, long head) {
        return new Places() {
            @Override
            public boolean complete() {
                return complete;
            }

            @Override
            public List<Long> lines(long after, long upTo, boolean descending, int most) {
                return said.keySet().stream()
                        .filter(line -> line > after && line <= upTo && has(line))
                        .sorted(descending ? Comparator.reverseOrder() : Comparator.naturalOrder())
                        .limit(most)
                        .toList();
            }

            @Override
            public Set<Long> among(Collection<Long> lines) {
                return lines.stream().filter(this::has).collect(Collectors.toSet());
            }

            private boolean has(long line) {
                return said.getOrDefault(line, Set.of()).contains(words);
            }

            @Override
            public List<Highlight> in(MessageView shown) {
                int at = shown.message().content().text().orElse("").indexOf(words);
                return at < 0 ? List.of() : List.of(new Highlight("text", at, at + words.length()));
            }
        };
    }
}
