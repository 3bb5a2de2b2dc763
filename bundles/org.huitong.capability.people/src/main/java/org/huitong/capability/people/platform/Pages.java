// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.connector.Directory;
import org.huitong.api.connector.Directory.Department;
import org.huitong.api.connector.Directory.Member;
import org.huitong.api.connector.Directory.Withheld;

/**
 * What has been told of a directory so far, page by page, and where it goes on. The same pages lead to the same place, so
 * whoever finds them after a crash goes on where the last one ended. Immutable.
 */
record Pages(List<Page> read) {
    Pages {
        read = List.copyOf(read);
    }

    /**
     * One answer.
     *
     * @param place of which it told; empty while it told of departments
     * @param next where the following piece of the same begins
     */
    record Page(
            Optional<String> place,
            List<Department> departments,
            List<Member> members,
            List<Withheld> withheld,
            Optional<String> next) {}

    /**
     * What to ask for next.
     *
     * @param place of whose people; empty for departments
     */
    record Question(Optional<String> place, Optional<String> cursor) {}

    Pages and(Page page) {
        return new Pages(Stream.concat(read.stream(), Stream.of(page)).toList());
    }

    /** Empty once everything has been asked. */
    Optional<Question> next() {
        if (read.isEmpty()) {
            return Optional.of(new Question(Optional.empty(), Optional.empty()));
        }
        Page last = read.get(read.size() - 1);
        if (last.next().isPresent()) {
            return Optional.of(new Question(last.place(), last.next()));
        }
        List<String> places = places();
        int done = last.place().map(places::indexOf).orElse(-1);
        return done + 1 < places.size()
                ? Optional.of(new Question(Optional.of(places.get(done + 1)), Optional.empty()))
                : Optional.empty();
    }

    private List<String> places() {
        return Stream.concat(Stream.of(Directory.NOWHERE), departments().keySet().stream())
                .toList();
    }

    /** By id, in the order in which they were told. */
    Map<String, Department> departments() {
        Map<String, Department> all = new LinkedHashMap<>();
        read.forEach(page -> page.departments().forEach(one -> all.putIfAbsent(one.id(), one)));
        return all;
    }

    /** Each once, however many departments they stand in. */
    List<Member> members() {
        Map<String, Member> all = new LinkedHashMap<>();
        read.forEach(
                page -> page.members().forEach(one -> all.putIfAbsent(one.ids().get(0), one)));
        return List.copyOf(all.values());
    }

    List<Withheld> withheld() {
        return read.stream()
                .flatMap(page -> page.withheld().stream())
                .distinct()
                .toList();
    }

    /** The names from above, joined by slashes; a department whose id is not known here is left out. */
    List<String> paths(Member member) {
        Map<String, Department> all = departments();
        return member.departments().stream()
                .flatMap(id -> Optional.ofNullable(all.get(id)).stream())
                .map(one -> path(all, one))
                .distinct()
                .toList();
    }

    private static String path(Map<String, Department> all, Department department) {
        Map<String, String> names = new LinkedHashMap<>();
        Optional<Department> one = Optional.of(department);
        // What stands below itself comes round once.
        while (one.isPresent()
                && names.putIfAbsent(one.get().id(), one.get().name().replace('/', '-')) == null) {
            one = one.get().above().map(all::get);
        }
        List<String> upwards = List.copyOf(names.values());
        return Stream.iterate(upwards.size() - 1, i -> i >= 0, i -> i - 1)
                .map(upwards::get)
                .collect(Collectors.joining("/"));
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "Pages[" + read.size() + "]";
    }
}
