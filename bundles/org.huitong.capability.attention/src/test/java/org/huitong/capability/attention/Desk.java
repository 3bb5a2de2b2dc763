// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.clock.Ticks;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Action;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Event;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.people.Roster;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.capability.attention.PushRule.Recipient;
import org.huitong.clock.alarm.AlarmBook;
import org.huitong.clock.work.CalendarKeeper;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HandRinger;
import org.huitong.testkit.HeardOutbox;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;

/** Attention with all that is real about it but the platforms, and a clock to turn. */
final class Desk {
    static final Mark HIGH = Priority.HIGH.mark();
    private static final Ticks NO_TICKS = new Ticks() {
        @Override
        public Tick after(Duration pause, Runnable work) {
            return () -> {};
        }

        @Override
        public Tick every(Duration pause, Runnable work) {
            return () -> {};
        }
    };

    final OwnStore store;
    final TestClock clock;
    final HeardOutbox outbox;
    final Roster roster;
    final ItemShelf items;
    final NoticeDesk notices;
    final AttentionReader reader;
    final DigestDesk digests;
    final HandRinger ringer;

    /** @param outbox what was posted before, as after a restart */
    Desk(OwnStore store, OneKeyVault vault, TestClock clock, HeardOutbox outbox, Roster roster) {
        this(store, vault, clock, outbox, outbox, roster, new Recipient.Head());
    }

    /** With an outbox that outlives the process. */
    Desk(OwnStore store, OneKeyVault vault, TestClock clock, Outbox outbox, Roster roster) {
        this(store, vault, clock, outbox, new HeardOutbox(), roster, new Recipient.Head());
    }

    private Desk(
            OwnStore store,
            OneKeyVault vault,
            TestClock clock,
            Outbox outbox,
            HeardOutbox heard,
            Roster roster,
            Recipient... recipients) {
        this.store = store;
        this.clock = clock;
        this.outbox = heard;
        this.roster = roster;
        AlarmBook alarms = new AlarmBook(store, DerbyStore.schema("clock"));
        CalendarKeeper calendar = new CalendarKeeper(store, DerbyStore.schema("clock"), clock, NO_TICKS);
        DecisionPoint rights = new OfTheDepartment(roster);
        PushRule rule = new PushRule(
                1,
                1,
                "重要",
                Priority.HIGH,
                Set.of(),
                Optional.empty(),
                List.of(recipients),
                Duration.ofMinutes(10),
                2,
                true);
        items = new ItemShelf(store, vault);
        notices = new NoticeDesk(items, () -> List.of(rule), outbox, alarms, clock, () -> roster, rights);
        reader = new AttentionReader(notices, items, outbox, clock);
        Windows windows = new Windows(Duration.ofHours(2), LocalTime.of(8, 0), LocalTime.of(20, 0), clock.zone());
        digests = new DigestDesk(items, outbox, alarms, clock, calendar, () -> roster, rights, windows);
        digests.begin(store);
        ringer = new HandRinger(store, alarms)
                .with(NoticeDesk.REPEAT, new NoticeAlarm(notices))
                .with(DigestDesk.WINDOW, new WindowAlarm(digests))
                .with(DigestDesk.DIGEST, new DigestAlarm(digests));
    }

    static Desk fresh(String at, Firm firm) {
        return fresh(at, firm, new Recipient.Head());
    }

    /** @param recipients whom its only rule tells */
    static Desk fresh(String at, Firm firm, Recipient... recipients) {
        OwnStore store = new DerbyStore();
        store.migrate("clock");
        store.migrate("attention");
        HeardOutbox outbox = new HeardOutbox();
        return new Desk(store, new OneKeyVault(), new TestClock(at(at)), outbox, outbox, firm.roster(), recipients);
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(new TestClock().zone()).toInstant();
    }

    Entry.Said said(long seq, String sender, String department, String text, Mark... more) {
        Message message = new Message(
                new MessageKey("test", "tenant", "m" + seq),
                "main",
                Conversation.of("group", Conversation.Kind.GROUP),
                Sender.person(sender, sender),
                Content.text(text),
                clock.instant(),
                seq,
                "{}");
        Set<Mark> marks = new HashSet<>(Set.of(more));
        marks.add(Mark.of(Mark.Kind.PERSON, sender));
        marks.add(Mark.of(Mark.Kind.DEPARTMENT, department));
        return new Entry.Said(seq, seq, Entry.Liveness.LIVE, message, 1, false, clock.instant(), List.of(), marks);
    }

    /** On a card of ours, and important by some rule all the same. */
    Entry.Said pressed(long seq, String sender, String department) {
        Entry.Said said = said(seq, sender, department, "收到", HIGH);
        Message message = said.message();
        Content content = new Content(
                MessageType.EVENT,
                Optional.of("收到"),
                List.of(),
                Optional.of(new Event("card", LocalText.of("点击卡片", "card pressed"))),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(new Action(Optional.of("letter-1"), "known")));
        Message press = new Message(
                message.key(),
                message.account(),
                message.conversation(),
                message.sender(),
                content,
                message.sentAt(),
                seq,
                "{}");
        return new Entry.Said(seq, seq, Entry.Liveness.LIVE, press, 1, false, clock.instant(), List.of(), said.marks());
    }

    /** To the robot, one to one. */
    Entry.Said answer(long seq, String sender, String text) {
        return answer(seq, "test", sender, text);
    }

    Entry.Said answer(long seq, String platform, String sender, String text) {
        return answer(seq, platform, sender, text, "{}");
    }

    /** To a colleague, as WeCom's archive passes it on. */
    Entry.Said overheard(long seq, String sender, String text) {
        return answer(seq, "wecom", sender, text, "{\"msgid\":\"1\",\"from\":\"u1\",\"tolist\":[\"u2\"]}");
    }

    private Entry.Said answer(long seq, String platform, String sender, String text, String payload) {
        Message message = new Message(
                new MessageKey(platform, "tenant", "m" + seq),
                "main",
                Conversation.of("robot-" + sender, Conversation.Kind.DIRECT),
                Sender.person(sender, sender),
                Content.text(text),
                clock.instant(),
                seq,
                payload);
        return new Entry.Said(
                seq,
                seq,
                Entry.Liveness.LIVE,
                message,
                1,
                false,
                clock.instant(),
                List.of(),
                Set.of(Mark.of(Mark.Kind.PERSON, sender)));
    }

    void read(Entry... entries) {
        store.write(c -> {
            reader.read(List.of(entries), c);
            return null;
        });
    }

    /** Turns the clock to there, ringing on the way whatever is due, each in its moment. */
    void until(Instant end) {
        for (Optional<Instant> next = ringer.next();
                next.filter(n -> !n.isAfter(end)).isPresent();
                next = ringer.next()) {
            clock.set(next.get().isAfter(clock.instant()) ? next.get() : clock.instant());
            ringer.ringAll(clock.instant());
        }
        clock.set(end);
    }

    void until(String local) {
        until(at(local));
    }

    List<Notice> all() {
        return store.read(c -> NoticeShelf.notices(c, "1 = 1", List.of(), 500));
    }

    List<Notice> open() {
        return store.read(c -> NoticeShelf.notices(c, "state = ?", List.of("open"), 500));
    }

    /** Everybody reads what is their department's, up to internal; the head of the board reads everything. */
    private record OfTheDepartment(Roster roster) implements DecisionPoint {
        @Override
        public Decision decide(Asker asker, Act act, On on) {
            return new Decision.Denied(LocalText.of("无", "none"));
        }

        @Override
        public Scope scope(Asker asker, Act use) {
            return new Scope.Nothing(LocalText.of("无", "none"));
        }

        @Override
        public Scope scopeOfPerson(String person, Act use) {
            if (person.equals("p0")) {
                return new Scope.Within(Filter.everything());
            }
            List<Filter> any = roster.person(person).orElseThrow().memberships().stream()
                    .map(m -> Filter.marked(Mark.Kind.DEPARTMENT, m.department()))
                    .toList();
            return new Scope.Within(new Filter.Any(any).and(new Filter.SecrecyUpTo(Secrecy.INTERNAL)));
        }
    }
}
