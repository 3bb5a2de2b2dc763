// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.finding;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/**
 * What a person says of a message by hand. It holds whatever stages find, until somebody says otherwise.
 *
 * @param add is true of it
 * @param remove is not true of it
 * @param only is true of it, and nothing else of the same kind: the priority, the module
 * @param reset the kinds of which nothing is said by hand from now on, so that it is as stages find it
 */
public record Change(Set<Mark> add, Set<Mark> remove, Set<Mark> only, Set<Mark.Kind> reset) {
    /** More would be no change but an import. */
    public static final int MOST = 50;

    public Change {
        add = Set.copyOf(add);
        remove = Set.copyOf(remove);
        only = Set.copyOf(only);
        reset = Set.copyOf(reset);
        if (add.size() + remove.size() + only.size() > MOST) {
            throw new IllegalArgumentException("a change says at most " + MOST + " things");
        }
        Set<Mark> both = new HashSet<>(add);
        both.addAll(only);
        both.retainAll(remove);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("a change cannot say of one thing that it is true and that it is not");
        }
    }

    public static Change tags(Collection<String> add, Collection<String> remove) {
        return new Change(marks(Mark.Kind.TAG, add), marks(Mark.Kind.TAG, remove), Set.of(), Set.of());
    }

    public static Change priority(Priority priority) {
        return only(priority.mark());
    }

    /** It has this value, and no other of the kind. */
    public static Change only(Mark mark) {
        return new Change(Set.of(), Set.of(), Set.of(mark), Set.of());
    }

    /** Of this kind it is again what stages find. */
    public static Change reset(Mark.Kind kind) {
        return new Change(Set.of(), Set.of(), Set.of(), Set.of(kind));
    }

    /** Everything that it speaks of. */
    public Set<Mark.Kind> kinds() {
        Set<Mark.Kind> kinds = EnumSet.noneOf(Mark.Kind.class);
        Stream.of(add, remove, only).flatMap(Set::stream).map(Mark::kind).forEach(kinds::add);
        kinds.addAll(reset);
        return kinds;
    }

    private static Set<Mark> marks(Mark.Kind kind, Collection<String> values) {
        Set<Mark> marks = new HashSet<>();
        values.forEach(value -> marks.add(Mark.of(kind, value)));
        return marks;
    }
}
