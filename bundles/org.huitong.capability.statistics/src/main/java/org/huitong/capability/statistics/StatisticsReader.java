// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.store.Schema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts the log from its beginning. It waits for no stage: a message counts at once, and a department that is found
 * later, or denied, moves it when that comes. Where each message was counted is remembered, so that the log may be read
 * again without counting twice.
 */
@Component
@ReaderName(reader = "statistics", reader_start = ReaderName.Start.BEGINNING, reader_edition = 3)
public final class StatisticsReader implements Reader {
    @Activate
    public StatisticsReader(@Reference(target = "(schema=statistics)") Schema tables) {}

    StatisticsReader() {}

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        Set<Long> spokenOf = entries.stream().map(Entry::firstSeq).collect(Collectors.toSet());
        Places places = Places.of(transaction, spokenOf);
        Groups groups = new Groups(transaction);
        Tally tally = new Tally(before(spokenOf, places, groups));
        entries.forEach(tally::take);
        Map<Group, Integer> ids = groups.grow(tally.growth());
        tally.moved().forEach((place, group) -> places.put(place, ids.get(group)));
        places.save(transaction);
    }

    private static Map<Long, Group> before(Set<Long> spokenOf, Places places, Groups groups) throws SQLException {
        Map<Long, Integer> counted = new HashMap<>();
        for (long place : spokenOf) {
            if (places.at(place) != 0) {
                counted.put(place, places.at(place));
            }
        }
        Map<Integer, Group> known = groups.of(new HashSet<>(counted.values()));
        return counted.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> known.get(entry.getValue())));
    }
}
