// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.finding.Change;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;

/**
 * What a person says of a message, put together with what was said by hand before. Pure.
 *
 * <p>Why it is put together here, by the log's one writer: two persons who speak at the same time are both heard, and
 * what is the case when one of them is heard is known for certain.
 */
public sealed interface ByHand {
    /** Longest name of an account that the finding tells. */
    int LONGEST_NAME = 64;

    /** What is said by hand from now on; empty where that changes nothing. */
    Optional<Finding> upon(Marking marking, String by);

    /** Something new. */
    record Says(Change change) implements ByHand {
        @Override
        public Optional<Finding> upon(Marking marking, String by) {
            Set<Mark> marks = marks(marking.byHand());
            Set<Mark> denied = denied(marking.byHand());
            Set<Mark> now = marking.marks();
            for (Mark.Kind kind : change.reset()) {
                marks.removeIf(mark -> mark.kind() == kind);
                denied.removeIf(mark -> mark.kind() == kind);
            }
            for (Mark mark : change.only()) {
                now.stream()
                        .filter(other -> other.kind() == mark.kind() && !other.equals(mark))
                        .forEach(other -> deny(other, marks, denied));
                marks.removeIf(other -> other.kind() == mark.kind());
                say(mark, marks, denied);
            }
            change.add().forEach(mark -> say(mark, marks, denied));
            change.remove().forEach(mark -> deny(mark, marks, denied));
            return changed(marking, by, marks, denied);
        }
    }

    /**
     * What was said at a line is taken back, as far as nobody has spoken of it since: whoever said the same again, or
     * something else of what there is one of, is not overruled. Twice is once.
     *
     * @param kinds of what; anything else that stands there stays
     */
    record TakesBack(long line, Set<Mark.Kind> kinds) implements ByHand {
        public TakesBack {
            kinds = Set.copyOf(kinds);
        }

        @Override
        public Optional<Finding> upon(Marking marking, String by) {
            Optional<Marking.Replaced> said = marking.byHandAt(line);
            if (said.isEmpty()) {
                return Optional.empty();
            }
            Set<Mark> since = marking.saidAfter(line);
            Set<Mark.Kind> fixed =
                    since.stream().map(Mark::kind).filter(Mark.Kind::isSingle).collect(Collectors.toSet());
            Set<Mark> marks = marks(marking.byHand());
            Set<Mark> denied = denied(marking.byHand());
            for (Mark mark : said.get().changed()) {
                if (kinds.contains(mark.kind()) && !since.contains(mark) && !fixed.contains(mark.kind())) {
                    put(mark, marks(said.get().before()).contains(mark), marks);
                    put(mark, denied(said.get().before()).contains(mark), denied);
                }
            }
            return changed(marking, by, marks, denied);
        }
    }

    private static void say(Mark mark, Set<Mark> marks, Set<Mark> denied) {
        if (mark.kind().isSingle()) {
            marks.removeIf(other -> other.kind() == mark.kind());
        }
        marks.add(mark);
        denied.remove(mark);
    }

    private static void deny(Mark mark, Set<Mark> marks, Set<Mark> denied) {
        marks.remove(mark);
        if (mark.kind() != Mark.Kind.PRIORITY) {
            denied.add(mark);
        }
    }

    private static void put(Mark mark, boolean there, Set<Mark> marks) {
        if (there) {
            marks.add(mark);
        } else {
            marks.remove(mark);
        }
    }

    private static Set<Mark> marks(Optional<Finding> finding) {
        return new HashSet<>(finding.map(Finding::marks).orElse(Set.of()));
    }

    private static Set<Mark> denied(Optional<Finding> finding) {
        return new HashSet<>(finding.map(Finding::denied).orElse(Set.of()));
    }

    private static Optional<Finding> changed(Marking marking, String by, Set<Mark> marks, Set<Mark> denied) {
        if (marks.equals(marks(marking.byHand())) && denied.equals(denied(marking.byHand()))) {
            return Optional.empty();
        }
        String who = by.length() <= LONGEST_NAME ? by : by.substring(0, LONGEST_NAME);
        return Optional.of(new Finding(Finding.HAND, 1, who, marks, denied));
    }
}
