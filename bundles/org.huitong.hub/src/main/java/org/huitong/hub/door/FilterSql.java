// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.hub.journal.Rank;

/** A filter as a condition on {@code hub_journal j}; what it says in memory, {@link Filter#admits}, is the same. */
final class FilterSql implements Filter.Fold<Condition> {
    /** That no database has marks for everything that was ever said makes this true of each message. */
    private static final Condition ALWAYS = Condition.of("1 = 1");

    private static final Condition NEVER = Condition.of("1 = 0");

    private final Known names;
    private final List<Long> lines;
    /** What the line of the log is called in the question. */
    private final String line;

    private FilterSql(Known names, List<Long> lines, String line) {
        this.names = names;
        this.lines = lines;
        this.line = line;
    }

    /** Of a filter without words. */
    static Condition of(Known names, Filter filter) {
        return of(names, filter, List.of());
    }

    /** @param lines of which it will be asked: no database has words, and those that have them are named one by one */
    static Condition of(Known names, Filter filter, List<Long> lines) {
        return filter.fold(new FilterSql(names, lines, "j"));
    }

    /**
     * That a line is not the later of two doors' of which the earlier fits as well: whoever may see either, and asked for
     * either, is shown one. What is left of the earlier one when it was forgotten takes nothing away.
     *
     * @param filter without words
     */
    static Condition once(Known names, Filter filter) {
        Condition first = filter.fold(new FilterSql(names, List.of(), "f"));
        return new Condition(
                "NOT EXISTS (SELECT 1 FROM hub_same s --DERBY-PROPERTIES constraint=HUB_SAME_PK\n JOIN hub_journal f"
                        + " --DERBY-PROPERTIES constraint=HUB_JOURNAL_PK\n ON f.seq = s.first_seq WHERE s.seq = j.seq"
                        + " AND f.body_key <> '' AND " + first.sql() + ")",
                first.values());
    }

    @Override
    public Condition all(List<Condition> of) {
        return of.isEmpty() ? ALWAYS : joined(of, " AND ");
    }

    @Override
    public Condition any(List<Condition> of) {
        return of.isEmpty() ? NEVER : joined(of, " OR ");
    }

    private static Condition joined(List<Condition> of, String word) {
        List<Object> values = new ArrayList<>();
        of.forEach(c -> values.addAll(c.values()));
        return new Condition(of.stream().map(Condition::sql).collect(Collectors.joining(word, "(", ")")), values);
    }

    @Override
    public Condition not(Condition of) {
        return new Condition("NOT (" + of.sql() + ")", of.values());
    }

    @Override
    public Condition marked(Mark.Kind kind, String value) {
        return names.mark(kind, value)
                .map(mark -> Condition.of(
                        "EXISTS (SELECT 1 FROM hub_mark m WHERE m.mark = ? AND m.seq = " + line + ".seq)", mark))
                .orElse(NEVER);
    }

    @Override
    public Condition has(Mark.Kind kind) {
        List<Integer> marks = names.marks(kind);
        return marks.isEmpty()
                ? NEVER
                : new Condition(
                        "EXISTS (SELECT 1 FROM hub_mark m WHERE m.mark IN ("
                                + String.join(", ", Collections.nCopies(marks.size(), "?")) + ") AND m.seq = " + line
                                + ".seq)",
                        List.copyOf(marks));
    }

    @Override
    public Condition saidBy(Optional<String> platform, Optional<String> tenant, String sender) {
        return oneOf(line + ".sender", names.senders(platform, tenant, sender));
    }

    @Override
    public Condition inRoom(Optional<String> platform, Optional<String> tenant, String conversation) {
        return oneOf(line + ".room", names.rooms(platform, tenant, conversation));
    }

    private Condition oneOf(String column, List<Integer> numbers) {
        return any(numbers.stream()
                .map(number -> Condition.of(column + " = ?", number))
                .toList());
    }

    @Override
    public Condition onPlatform(String platform) {
        return Condition.of(line + ".platform = ?", platform);
    }

    @Override
    public Condition onAccount(String account) {
        return Condition.of(line + ".account = ?", account);
    }

    @Override
    public Condition ofType(MessageType type) {
        return Condition.of(line + ".type = ?", type.word());
    }

    @Override
    public Condition sentBetween(Optional<Instant> from, Optional<Instant> to) {
        List<Condition> bounds = new ArrayList<>();
        from.ifPresent(f -> bounds.add(Condition.of(line + ".sent_at >= ?", f.toEpochMilli())));
        to.ifPresent(t -> bounds.add(Condition.of(line + ".sent_at < ?", t.toEpochMilli())));
        return all(bounds);
    }

    /** What changed since the message came stands beside its line. */
    @Override
    public Condition ranked(Priority priority) {
        Condition first = oneOf(line + ".priority", codes(priority));
        Condition now = oneOf("n.priority", codes(priority));
        List<Object> values = new ArrayList<>(first.values());
        values.addAll(now.values());
        return new Condition(
                "(" + first.sql() + " AND NOT EXISTS (SELECT 1 FROM hub_now n WHERE n.seq = " + line + ".seq)"
                        + " OR EXISTS (SELECT 1 FROM hub_now n WHERE n.seq = " + line + ".seq AND " + now.sql() + "))",
                values);
    }

    private static List<Integer> codes(Priority priority) {
        return Rank.seenAs(priority).stream().map(rank -> (int) rank.code()).toList();
    }

    @Override
    public Condition secrecyUpTo(Secrecy highest) {
        List<Condition> above = highest.above()
                .map(secrecy -> marked(Mark.Kind.SECRECY, secrecy.word()))
                .toList();
        if (highest.compareTo(Secrecy.INTERNAL) >= 0) {
            return not(any(above));
        }
        // What nobody marked is internal, and so above this.
        return all(List.of(marked(Mark.Kind.SECRECY, highest.word()), not(any(above))));
    }

    @Override
    public Condition words(String words) {
        List<Long> having = List.copyOf(names.sought().words(words).among(lines));
        return having.isEmpty() ? NEVER : Condition.in(having);
    }
}
