// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.Message;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;

/**
 * What is thought of one message: of each version what each stage found last, and what was said by hand. From it comes
 * what is true of the message. A message has the marks of all its versions, so that a hit that was edited away stays
 * findable; its priority is that of the version that people see. Not thread-safe.
 *
 * <p>Why the postings are right: they are what {@link #marks()} was after the last change, and each change writes the
 * difference. A body that does not open says nothing before and after, and what stands of it is left alone.
 */
public final class Marking {
    /** By the line of the version, in the order in which they came. */
    private final Map<Long, Map<String, Finding>> found = new LinkedHashMap<>();

    private final Map<Long, Message> versions = new LinkedHashMap<>();
    private final List<ByHand> byHand = new ArrayList<>();
    private long current;

    /** What was said by hand at one line, of which the last counts. */
    record ByHand(long seq, Finding finding) {}

    Marking() {}

    /** Of all the lines of one message, in whatever order. */
    public static Marking of(Collection<LogReader.Row> lines) {
        Marking marking = new Marking();
        for (LogReader.Row version : LogReader.Row.inOrder(lines)) {
            marking.said(
                    version.seq(),
                    version.opened().message().orElseThrow(),
                    version.opened().findings(),
                    true);
        }
        lines.stream()
                .filter(LogReader.Row::isFinding)
                .filter(row -> row.opened().unavailable().isEmpty())
                .sorted(Comparator.comparingLong(LogReader.Row::seq))
                .forEach(row -> row.opened().findings().forEach(f -> marking.found(row.about(), row.seq(), f)));
        return marking;
    }

    /** @param newest whether people see it from now on */
    void said(long line, Message message, List<Finding> findings, boolean newest) {
        Map<String, Finding> of = new LinkedHashMap<>();
        findings.forEach(f -> of.put(f.stage(), f));
        found.put(line, of);
        versions.put(line, message);
        if (newest) {
            current = line;
        }
    }

    /** @param about the version's line, of no meaning where it was said by hand */
    public void found(long about, long line, Finding finding) {
        if (finding.isByHand()) {
            byHand.add(new ByHand(line, finding));
        } else {
            found.computeIfAbsent(about, version -> new LinkedHashMap<>()).put(finding.stage(), finding);
        }
    }

    /** The line of the version that people see. */
    public long current() {
        return current;
    }

    Optional<Message> version(long line) {
        return Optional.ofNullable(versions.get(line));
    }

    /** What a stage found last about a version. */
    public Optional<Finding> of(long version, String stage) {
        return Optional.ofNullable(found.getOrDefault(version, Map.of()).get(stage));
    }

    /** What was said by hand last. */
    public Optional<Finding> byHand() {
        return byHand.isEmpty()
                ? Optional.empty()
                : Optional.of(byHand.get(byHand.size() - 1).finding());
    }

    /** What was said by hand at a line, and what had been said until then. */
    Optional<Replaced> byHandAt(long line) {
        for (int i = 0; i < byHand.size(); i++) {
            if (byHand.get(i).seq() == line) {
                Optional<Finding> before = i == 0
                        ? Optional.empty()
                        : Optional.of(byHand.get(i - 1).finding());
                return Optional.of(new Replaced(before, byHand.get(i).finding()));
            }
        }
        return Optional.empty();
    }

    /** What people changed by hand after a line, so that nobody takes it back with what was said there. */
    Set<Mark> saidAfter(long line) {
        Set<Mark> said = new HashSet<>();
        for (int i = 1; i < byHand.size(); i++) {
            if (byHand.get(i).seq() > line) {
                said.addAll(new Replaced(
                                Optional.of(byHand.get(i - 1).finding()),
                                byHand.get(i).finding())
                        .changed());
            }
        }
        return said;
    }

    /** One finding in the place of another. */
    record Replaced(Optional<Finding> before, Finding now) {
        /** Whatever is said of now and was not before, or the other way about. */
        Set<Mark> changed() {
            Set<Mark> changed = apart(before.map(Finding::marks).orElse(Set.of()), now.marks());
            changed.addAll(apart(before.map(Finding::denied).orElse(Set.of()), now.denied()));
            return changed;
        }

        private static Set<Mark> apart(Set<Mark> one, Set<Mark> other) {
            Set<Mark> apart = new HashSet<>(one);
            apart.addAll(other);
            apart.removeIf(mark -> one.contains(mark) && other.contains(mark));
            return apart;
        }
    }

    /** What each stage found last about one version, and what was said by hand. */
    public List<Finding> about(long version) {
        List<Finding> all = new ArrayList<>(stages(version));
        byHand().ifPresent(all::add);
        return all;
    }

    /** The same without what was said by hand. */
    public Collection<Finding> stages(long version) {
        return found.getOrDefault(version, Map.of()).values();
    }

    /** What is true of the message. */
    public Set<Mark> marks() {
        List<Finding> all = new ArrayList<>();
        found.values().forEach(of -> all.addAll(of.values()));
        byHand().ifPresent(all::add);
        Set<Mark> marks = new HashSet<>(Mark.among(all));
        marks.removeIf(mark -> mark.kind() == Mark.Kind.PRIORITY);
        rank().named().ifPresent(priority -> marks.add(priority.mark()));
        return marks;
    }

    Rank rank() {
        return Rank.among(about(current));
    }
}
