// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.filter.Filter;
import org.huitong.api.query.Concordance;
import org.huitong.api.query.Concordance.Places;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Looks up the words of filters in the concordance that is there, and refuses them while there is none. */
@Component(service = Lookup.class)
public final class Lookup {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Concordance concordance;

    /**
     * What people look for: of what came through two doors one.
     *
     * @param head up to which line of the log something is looked for
     */
    public Sought of(Filter filter, long head) {
        Concordance present = concordance;
        Map<String, Places> places = new HashMap<>();
        for (String words : words(filter).collect(Collectors.toCollection(TreeSet::new))) {
            Concordance there = Optional.ofNullable(present).orElseThrow(Sought::notInstalled);
            places.put(words, new Remembered(there.look(words, head)));
        }
        return new Sought(filter, places, true);
    }

    private static Stream<String> words(Filter filter) {
        if (filter instanceof Filter.All all) {
            return all.of().stream().flatMap(Lookup::words);
        }
        if (filter instanceof Filter.Any any) {
            return any.of().stream().flatMap(Lookup::words);
        }
        if (filter instanceof Filter.Not not) {
            return words(not.of());
        }
        return filter instanceof Filter.Words leaf ? Stream.of(leaf.words()) : Stream.of();
    }
}
