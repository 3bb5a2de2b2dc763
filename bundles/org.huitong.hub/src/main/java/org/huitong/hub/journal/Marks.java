// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/** The postings that one batch adds and takes away. */
final class Marks {
    /** A mark of a message that is not written yet. */
    private record Posted(Mark mark, long seq) {}

    private final Set<Posted> added = new LinkedHashSet<>();
    private final Set<Posted> removed = new LinkedHashSet<>();
    /** Where a body does not open, the database knows of marks that are not known here. */
    private boolean mayBeThere;

    /** Of a message that came just now. */
    void first(Marking marking, long seq) {
        for (Mark mark : posted(marking)) {
            added.add(new Posted(mark, seq));
        }
    }

    /** Of a message that is thought otherwise of from now on. */
    void change(Known known, Marking marking, Runnable change) {
        Set<Mark> before = posted(marking);
        change.run();
        Set<Mark> after = posted(marking);
        known.currentSeq = marking.current();
        Rank rank = marking.rank();
        known.rank = rank;
        for (Mark mark : after) {
            if (!before.contains(mark)) {
                add(new Posted(mark, known.firstSeq));
            }
        }
        for (Mark mark : before) {
            if (!after.contains(mark)) {
                remove(new Posted(mark, known.firstSeq));
            }
        }
    }

    /** What a person denies goes, whether or not it can still be read who found it. */
    void deny(Known known, Finding byHand) {
        byHand.denied().forEach(mark -> remove(new Posted(mark, known.firstSeq)));
    }

    private void add(Posted posted) {
        mayBeThere = true;
        removed.remove(posted);
        added.add(posted);
    }

    private void remove(Posted posted) {
        added.remove(posted);
        removed.add(posted);
    }

    /** What people see as medium is most of the log, and has its column alone; what came twice has a table of its own. */
    private static Set<Mark> posted(Marking marking) {
        Set<Mark> marks = new HashSet<>(marking.marks());
        marks.remove(Priority.MEDIUM.mark());
        marks.removeIf(mark -> mark.kind() == Mark.Kind.SAME_AS);
        return marks;
    }

    void flush(Connection connection, Names.Given names) throws SQLException {
        List<Names.Name> needed = new ArrayList<>();
        added.forEach(p -> needed.add(Names.Name.mark(p.mark())));
        removed.forEach(p -> needed.add(Names.Name.mark(p.mark())));
        names.need(connection, needed);
        Function<Posted, LogTables.MarkRow> row =
                p -> new LogTables.MarkRow(names.of(Names.Name.mark(p.mark())), p.seq());
        LogTables.unmark(connection, removed.stream().map(row).toList());
        LogTables.mark(connection, added.stream().map(row).toList(), mayBeThere);
    }
}
