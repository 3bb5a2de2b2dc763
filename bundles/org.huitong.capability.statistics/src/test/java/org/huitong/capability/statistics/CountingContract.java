// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Entry.Liveness;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.capability.statistics.Question.By;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counting comes to, on whichever database. */
interface CountingContract {
    Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** A connection to a fresh database with the tables, without auto-commit. */
    Connection connection();

    @Test
    default void aMessageCountsOnceAndInEachOfItsDepartments() throws SQLException {
        read(
                said(1, "wecom", "a", NINE.plusSeconds(5), mapping("生产部", "质检部")),
                said(2, "wecom", "b", NINE.plusSeconds(3599), mapping("生产部")),
                said(3, "feishu", "c", TEN));

        assertThat(by(By.HOUR, By.PLATFORM)).containsExactly("09 wecom 2/0", "10 feishu 1/0");
        assertThat(by(By.DEPARTMENT)).containsExactlyInAnyOrder("- 1/0", "生产部 2/0", "质检部 1/0");
        assertThat(total()).isEqualTo("3/0");
    }

    @Test
    default void aRecallCountsApartWheneverItComes() throws SQLException {
        read(said(1, "wecom", "a", NINE, mapping("生产部")), recalled(2, 1, "wecom", "a"), recalled(3, 1, "wecom", "a"));
        read(recalled(4, 0, "wecom", "b"), recalled(5, 0, "wecom", "never said"));
        assertThat(total()).isEqualTo("1/1");
        read(alreadyRecalled(said(6, "wecom", "b", NINE, mapping("生产部"))));

        assertThat(total()).isEqualTo("2/2");
        assertThat(by(By.DEPARTMENT)).containsExactly("生产部 2/2");
    }

    @Test
    default void whatIsTrueOfAMessageLaterMovesItAndCountsItOnce() throws SQLException {
        Entry.Said said = said(1, "wecom", "a", NINE);
        read(said);
        assertThat(by(By.DEPARTMENT)).containsExactly("- 1/0");
        read(found(2, 1, said.message(), mapping("生产部")));
        read(found(3, 1, said.message(), mapping("生产部", "质检部")));
        assertThat(by(By.DEPARTMENT)).containsExactly("生产部 1/0", "质检部 1/0");
        // Judged anew, it is of one department no more.
        read(found(4, 1, said.message(), mapping("质检部")));
        assertThat(by(By.DEPARTMENT)).containsExactly("质检部 1/0");
        read(found(5, 1, said.message(), mapping()));
        assertThat(by(By.DEPARTMENT)).containsExactly("- 1/0");
        assertThat(total()).isEqualTo("1/0");
    }

    @Test
    default void anEditStaysInItsFirstPlace() throws SQLException {
        Entry.Said first = said(1, "wecom", "a", NINE);
        Message edited =
                message("wecom", "a", TEN, Content.of(MessageType.IMAGE, null, Attachment.of(MessageType.IMAGE, "r")));
        read(first, new Entry.Said(2, 1, Liveness.LIVE, edited, 2, false, TEN, List.of(mapping("生产部"))));

        assertThat(by(By.HOUR, By.TYPE)).containsExactly("09 text 1/0");
        assertThat(by(By.DEPARTMENT)).containsExactly("生产部 1/0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1000})
    default void readingAgainInAnyPortionsCountsNothingTwice(int portion) throws SQLException {
        List<Entry> log = log(new Random(7), 300);
        for (int i = 0; i < log.size(); i += portion) {
            read(log.subList(i, Math.min(log.size(), i + portion)).toArray(Entry[]::new));
        }
        List<String> once = everything();
        // What is read again tells what is true of its message now.
        List<Entry> again = log.stream().map(entry -> as(entry, now(log))).toList();
        read(again.toArray(Entry[]::new));
        read(again.subList(100, 200).toArray(Entry[]::new));

        assertThat(everything()).isEqualTo(once).isEqualTo(counted(log));
    }

    @Test
    default void theOrderWithinTheLogDoesNotMatter() throws SQLException {
        List<Entry> log = new ArrayList<>(log(new Random(11), 200));
        Collections.shuffle(log, new Random(3));
        Set<Long> taken = new TreeSet<>();
        for (Entry entry : log) {
            if (entry instanceof Entry.Recalled) {
                taken.add(entry.firstSeq());
            }
            // The hub says so itself of a first version that is read after the recall.
            boolean before = entry instanceof Entry.Said said && said.version() == 1 && taken.contains(said.seq());
            read(before ? alreadyRecalled((Entry.Said) entry) : entry);
        }

        assertThat(everything()).isEqualTo(counted(log));
    }

    @Test
    default void whatIsRolledBackWasNotCounted() throws SQLException {
        new StatisticsReader().read(List.of(said(1, "wecom", "a", NINE, mapping("生产部"))), connection());
        connection().rollback();
        assertThat(total()).isEqualTo("0/0");
        read(said(1, "wecom", "a", NINE, mapping("生产部")));

        assertThat(total()).isEqualTo("1/0");
    }

    @Test
    default void whoMaySeeSomeDepartmentsCountsTheirMessagesOnce() throws SQLException {
        read(
                said(1, "wecom", "a", NINE, mapping("生产部", "质检部")),
                said(2, "wecom", "b", NINE, mapping("销售部")),
                said(3, "feishu", "c", TEN),
                recalled(4, 1, "wecom", "a"));
        Counts some = new Counts(List.of(Counted.of(Set.of("生产部", "质检部"))));

        assertThat(lines(some, By.DEPARTMENT)).containsExactly("生产部 1/1", "质检部 1/1");
        assertThat(lines(some, By.PLATFORM)).containsExactly("wecom 1/1");
        assertThat(some.total(connection(), all()).messages()).isEqualTo(1);
        assertThat(some.newest(connection())).contains(NINE);
    }

    /** What a head may read: the department's up to a secrecy, and what is their own, which nobody counts. */
    @Test
    default void aHeadCountsTheOwnDepartmentUpToItsSecrecy() throws SQLException {
        Finding secret = finding(Mark.of(Mark.Kind.DEPARTMENT, "生产部"), Mark.of(Mark.Kind.SECRECY, "secret"));
        Finding open = finding(Mark.of(Mark.Kind.DEPARTMENT, "生产部"), Mark.of(Mark.Kind.SECRECY, "public"));
        Finding owned = finding(Mark.of(Mark.Kind.COMPANY, "集团"));
        Entry.Said later = said(5, "wecom", "e", NINE, mapping("生产部"));
        read(
                said(1, "wecom", "a", NINE, mapping("生产部", "质检部")),
                said(2, "wecom", "b", NINE, secret),
                said(3, "feishu", "c", NINE, open),
                said(4, "feishu", "d", NINE, owned),
                later);
        Filter head = Filter.any(
                Filter.all(
                        Filter.any(Filter.marked(Mark.Kind.DEPARTMENT, "生产部")),
                        new Filter.SecrecyUpTo(Secrecy.INTERNAL)),
                Filter.all(
                        Filter.any(Filter.marked(Mark.Kind.PERSON, "p1")),
                        new Filter.SecrecyUpTo(Secrecy.CONFIDENTIAL)));
        Counts counts = new Counts(Counted.among(head));

        assertThat(counts.isOfAll()).isFalse();
        assertThat(lines(counts, By.DEPARTMENT)).containsExactly("生产部 3/0");
        assertThat(lines(counts, By.PLATFORM)).containsExactly("feishu 1/0", "wecom 2/0");
        assertThat(lines(upTo(Secrecy.PUBLIC), By.PLATFORM)).containsExactly("feishu 1/0");
        assertThat(lines(upTo(Secrecy.INTERNAL), By.PLATFORM)).containsExactly("feishu 2/0", "wecom 2/0");
        assertThat(total()).isEqualTo("5/0");
        read(found(
                6,
                5,
                later.message(),
                finding(Mark.of(Mark.Kind.DEPARTMENT, "生产部"), Mark.of(Mark.Kind.SECRECY, "confidential"))));
        assertThat(lines(counts, By.DEPARTMENT)).containsExactly("生产部 2/0");
        Counts company = new Counts(Counted.among(Filter.marked(Mark.Kind.COMPANY, "集团")));
        assertThat(lines(company, By.PLATFORM)).containsExactly("feishu 1/0");
    }

    /** Each reading says less than the filter or the same. */
    @Test
    default void whatIsNotCountedByAnythingHoldsNothing() {
        Filter one = Filter.marked(Mark.Kind.DEPARTMENT, "生产部");
        Filter other = Filter.marked(Mark.Kind.DEPARTMENT, "质检部");
        assertThat(Counted.among(Filter.all(one, other))).isEmpty();
        assertThat(Counted.among(new Filter.Not(one))).isEmpty();
        assertThat(Counted.among(Filter.all(one, new Filter.OnPlatform("wecom"))))
                .isEmpty();
        assertThat(Counted.among(Filter.all(one, Filter.marked(Mark.Kind.COMPANY, "集团"))))
                .isEmpty();
        assertThat(Counted.among(Filter.nothing())).isEmpty();
        assertThat(Counted.among(Filter.all(Filter.any(one, other), one))).containsExactly(Counted.of(Set.of("生产部")));
        assertThat(Counted.among(Filter.everything())).containsExactly(Counted.whole(Secrecy.CONFIDENTIAL));
    }

    private static Counts upTo(Secrecy highest) {
        return new Counts(Counted.among(new Filter.SecrecyUpTo(highest)));
    }

    private static Finding finding(Mark... marks) {
        return new Finding("mapping", 1, "s1", Set.of(marks));
    }

    @Test
    default void theUpperBoundIsExcluded() throws SQLException {
        read(said(1, "wecom", "a", NINE), said(2, "wecom", "b", TEN));

        assertThat(new Counts(List.of(Counted.whole(Secrecy.CONFIDENTIAL)))
                        .total(connection(), new Question(NINE, TEN, EnumSet.noneOf(By.class)))
                        .messages())
                .isEqualTo(1);
    }

    private void read(Entry... entries) throws SQLException {
        new StatisticsReader().read(List.of(entries), connection());
        connection().commit();
    }

    private String total() throws SQLException {
        Counts.Series total = new Counts(List.of(Counted.whole(Secrecy.CONFIDENTIAL))).total(connection(), all());
        return total.messages() + "/" + total.recalled();
    }

    private List<String> by(By... by) throws SQLException {
        return lines(new Counts(List.of(Counted.whole(Secrecy.CONFIDENTIAL))), by);
    }

    private List<String> everything() throws SQLException {
        List<String> all = new ArrayList<>(by(By.HOUR, By.PLATFORM, By.TYPE));
        all.addAll(by(By.DEPARTMENT));
        all.add(total());
        return all.stream().sorted().toList();
    }

    private List<String> lines(Counts counts, By... by) throws SQLException {
        Set<By> ways = EnumSet.copyOf(Arrays.asList(by));
        return counts.series(connection(), new Question(NINE, NOON, ways)).stream()
                .map(s -> line(s, ways))
                .toList();
    }

    private static Question all() {
        return new Question(NINE, NOON, EnumSet.noneOf(By.class));
    }

    private static String line(Counts.Series series, Set<By> ways) {
        StringBuilder line = new StringBuilder();
        series.hour().ifPresent(hour -> line.append(hour.toString(), 11, 13).append(' '));
        series.platform().ifPresent(platform -> line.append(platform).append(' '));
        series.type().ifPresent(type -> line.append(type).append(' '));
        if (ways.contains(By.DEPARTMENT)) {
            line.append(series.department().orElse("-")).append(' ');
        }
        return line.append(series.messages())
                .append('/')
                .append(series.recalled())
                .toString();
    }

    /** The same figures, counted the plain way. */
    private static List<String> counted(List<Entry> log) {
        Set<String> taken = log.stream()
                .filter(Entry.Recalled.class::isInstance)
                .map(entry -> entry.id().value())
                .collect(Collectors.toSet());
        List<Message> messages = log.stream()
                .filter(Entry.Said.class::isInstance)
                .map(entry -> ((Entry.Said) entry).message())
                .collect(Collectors.toMap(Message::id, m -> m, (a, b) -> a))
                .values()
                .stream()
                .toList();
        List<String> lines = new ArrayList<>(messages.stream()
                .collect(Collectors.groupingBy(m -> m.sentAt().toString().substring(11, 13) + " "
                        + m.key().platform() + " " + m.content().type().word()))
                .entrySet()
                .stream()
                .map(group -> group.getKey() + " " + figure(group.getValue(), taken))
                .toList());
        departments(log)
                .forEach((department, ids) -> lines.add(department + " "
                        + figure(
                                messages.stream()
                                        .filter(m -> ids.contains(m.id().value()))
                                        .toList(),
                                taken)));
        lines.add(figure(messages, taken));
        return lines.stream().sorted().toList();
    }

    private static Map<String, Set<String>> departments(List<Entry> log) {
        Map<String, Set<String>> departments = new TreeMap<>();
        Set<String> none = new TreeSet<>();
        log.stream()
                .filter(Entry.Said.class::isInstance)
                .forEach(entry -> none.add(entry.id().value()));
        now(log).forEach((id, marks) -> marks.stream()
                .filter(mark -> mark.kind() == Mark.Kind.DEPARTMENT)
                .forEach(mark -> {
                    departments
                            .computeIfAbsent(mark.value(), n -> new TreeSet<>())
                            .add(id);
                    none.remove(id);
                }));
        if (!none.isEmpty()) {
            departments.put("-", none);
        }
        return departments;
    }

    /** What is true of each message in the end. */
    private static Map<String, Set<Mark>> now(List<Entry> log) {
        Map<String, Set<Mark>> now = new HashMap<>();
        for (Entry entry : log) {
            if (entry instanceof Entry.Said said) {
                now.put(entry.id().value(), said.marks());
            } else if (entry instanceof Entry.Found found) {
                now.put(entry.id().value(), found.marks());
            }
        }
        return now;
    }

    private static Entry as(Entry entry, Map<String, Set<Mark>> now) {
        Set<Mark> marks = now.get(entry.id().value());
        if (entry instanceof Entry.Said s) {
            return new Entry.Said(
                    s.seq(),
                    s.firstSeq(),
                    s.liveness(),
                    s.message(),
                    s.version(),
                    s.recalled(),
                    s.receivedAt(),
                    s.findings(),
                    marks);
        }
        return entry instanceof Entry.Found f
                ? new Entry.Found(f.seq(), f.firstSeq(), f.liveness(), f.message(), f.before(), f.finding(), marks)
                : entry;
    }

    private static String figure(List<Message> messages, Set<String> taken) {
        return messages.size() + "/"
                + messages.stream().filter(m -> taken.contains(m.id().value())).count();
    }

    /** Messages with edits, recalls before and after, findings at once and later. */
    private static List<Entry> log(Random dice, int length) {
        List<Entry> log = new ArrayList<>();
        List<Entry.Said> said = new ArrayList<>();
        List<String> platforms = List.of("wecom", "feishu", "dingtalk");
        IntStream.rangeClosed(1, length).forEach(seq -> {
            Entry.Said first = said.isEmpty() ? null : said.get(dice.nextInt(said.size()));
            Message some = first == null ? null : first.message();
            switch (some == null ? 0 : dice.nextInt(6)) {
                case 1 -> log.add(recalled(
                        seq, first.seq(), some.key().platform(), some.key().nativeId()));
                case 2 -> log.add(found(seq, first.seq(), some, mapping("部门" + dice.nextInt(4))));
                case 3 -> log.add(
                        new Entry.Said(seq, first.seq(), Liveness.LIVE, some, 2, false, some.sentAt(), List.of()));
                default -> {
                    Entry.Said entry = said(
                            seq,
                            platforms.get(dice.nextInt(3)),
                            "m" + seq,
                            NINE.plusSeconds(dice.nextInt(3 * 3600)),
                            dice.nextBoolean() ? mapping("部门" + dice.nextInt(4)) : mapping());
                    if (dice.nextInt(10) == 0) {
                        log.add(recalled(seq, 0, entry.message().key().platform(), "m" + seq));
                        entry = alreadyRecalled(entry);
                    }
                    said.add(entry);
                    log.add(entry);
                }
            }
        });
        return log;
    }

    private static Entry.Found found(long seq, long firstSeq, Message message, Finding finding) {
        return new Entry.Found(seq, firstSeq, Liveness.LATE, message, Optional.empty(), finding, finding.marks());
    }

    private static Entry.Said said(long seq, String platform, String nativeId, Instant at, Finding... findings) {
        return new Entry.Said(
                seq,
                seq,
                Liveness.LIVE,
                message(platform, nativeId, at, Content.text("你好")),
                1,
                false,
                at,
                List.of(findings));
    }

    private static Entry.Said alreadyRecalled(Entry.Said s) {
        return new Entry.Said(
                s.seq(), s.firstSeq(), s.liveness(), s.message(), s.version(), true, s.receivedAt(), s.findings());
    }

    private static Entry.Recalled recalled(long seq, long firstSeq, String platform, String nativeId) {
        return new Entry.Recalled(
                seq,
                firstSeq,
                Liveness.LIVE,
                new Sighting.Recalled(
                        new MessageKey(platform, "t", nativeId),
                        "account",
                        Conversation.of("c", Conversation.Kind.GROUP),
                        Optional.empty(),
                        NOON,
                        "{}"));
    }

    private static Message message(String platform, String nativeId, Instant at, Content content) {
        return new Message(
                new MessageKey(platform, "t", nativeId),
                "account",
                Conversation.of("c", Conversation.Kind.GROUP),
                Sender.person("u"),
                content,
                at,
                at.toEpochMilli(),
                "{}");
    }

    private static Finding mapping(String... departments) {
        return new Finding(
                "mapping",
                1,
                "s1",
                Arrays.stream(departments)
                        .map(name -> Mark.of(Mark.Kind.DEPARTMENT, name))
                        .collect(Collectors.toSet()));
    }
}
