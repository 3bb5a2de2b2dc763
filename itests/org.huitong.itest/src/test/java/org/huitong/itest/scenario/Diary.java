// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.huitong.itest.scenario.House.Worker;

/**
 * The day as somebody would keep it who knows the house and nothing of the hub: what was said, who may read it, what each
 * phone must have got by now, and the lines of the ledger. It is written as the day goes on, in the words of what was
 * asked for, and never from an answer of the hub.
 */
final class Diary {
    private final House house;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Integer> phones = new TreeMap<>();
    private final Map<Worker, List<Line>> unread = new HashMap<>();
    private final Map<Line, Set<Worker>> pushed = new HashMap<>();

    /**
     * Something that was said.
     *
     * @param department whose business it is at first; empty where nobody knows
     * @param by empty of a stranger
     * @param answer whether it is what somebody answered to a notice, which is news to nobody
     */
    record Line(
            int number,
            String platform,
            Optional<Integer> department,
            Optional<String> room,
            Optional<Worker> by,
            String text,
            boolean high,
            String tags,
            boolean answer) {}

    Diary(House house) {
        this.house = house;
    }

    int next() {
        return lines.size() + 1;
    }

    void said(Line line) {
        lines.add(line);
        if (!line.answer()) {
            readers(line)
                    .filter(reader -> !line.by().equals(Optional.of(reader)))
                    .forEach(reader -> unread.computeIfAbsent(reader, r -> new ArrayList<>())
                            .add(line));
        }
    }

    /** In a room its department, and alone with the hub who leads that; who leads all reads what is known to be ours. */
    private Stream<Worker> readers(Line line) {
        if (line.by().isEmpty()) {
            return Stream.of();
        }
        Worker by = line.by().get();
        Stream<Worker> near = line.department().stream()
                .flatMap(house::of)
                .filter(w -> line.room().isPresent() || w.id().startsWith("h"));
        return Stream.concat(near, Stream.of(house.executive).filter(e -> !e.equals(by)));
    }

    /** It is told at once, and stands in no digest of theirs. */
    void pushed(Worker whom, Line line, String title) {
        told(whom, title);
        pushed.computeIfAbsent(line, l -> new HashSet<>()).add(whom);
    }

    void told(Worker whom, String title) {
        phones.merge(whom.phone() + " " + title, 1, Integer::sum);
    }

    /** A window of two hours is over. */
    void window() {
        unread.forEach((reader, all) -> {
            long news = all.stream()
                    .filter(line -> !pushed.getOrDefault(line, Set.of()).contains(reader))
                    .count();
            if (news > 0) {
                told(reader, "汇总 " + news);
            }
        });
        unread.clear();
    }

    /** How often each phone must have got what by now. */
    Map<String, Integer> phones() {
        return phones;
    }

    List<Line> lines() {
        return lines;
    }
}
