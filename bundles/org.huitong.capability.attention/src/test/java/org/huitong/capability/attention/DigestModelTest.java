// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.clock.Alarm.Ring;
import org.huitong.api.message.MessageId;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Mark;
import org.huitong.capability.attention.Paces.Kind;
import org.huitong.capability.attention.Paces.Whose;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardOutbox;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/**
 * Two hundred people on four days in February 2026, on a virtual clock: a Friday, the Saturday 14th that is worked in the
 * place of another, the first days of Spring Festival. Some have digests oftener than others, some once a day; the hub is
 * begun anew now and then and is away over windows, its clock leaps and goes back, and alarms ring twice. What everybody
 * was told is held against a model that knows nothing of how it is done ({@link TellingModel}).
 */
class DigestModelTest {
    private static final int DEPARTMENTS = 8;
    private static final int EACH = 25;
    private static final Instant BEGIN = Desk.at("2026-02-13T06:30");
    private static final Instant AWAY = Desk.at("2026-02-13T13:10");
    private static final Instant AGAIN = Desk.at("2026-02-13T17:20");
    private static final Instant AHEAD = Desk.at("2026-02-14T15:10");
    private static final Instant BACK = Desk.at("2026-02-14T12:10");
    private static final Instant END = Desk.at("2026-02-17T12:00");
    /** Nobody is told of anything important so shortly before the clock leaps: how that goes on is told elsewhere. */
    private static final Duration CALM = Duration.ofMinutes(60);

    private static final Map<Whose, String> PACES = Map.of(
            new Whose(Kind.DEPARTMENT, "d1"), "PT1H 09:00 18:00",
            new Whose(Kind.DEPARTMENT, "d2"), "PT30M 08:00 20:00",
            new Whose(Kind.COMPANY, "c1"), "PT2H 08:00 20:00",
            new Whose(Kind.PERSON, "p0"), "PT3H 08:00 20:00",
            new Whose(Kind.PERSON, "p300"), "PT24H 09:00 18:00",
            new Whose(Kind.PERSON, "p101"), "PT4H 10:00 22:00");

    private final Firm firm = new Firm(DEPARTMENTS, EACH);
    private final OwnStore store = new DerbyStore();
    private final OneKeyVault vault = new OneKeyVault();
    private final TestClock clock = new TestClock(BEGIN);
    private final HeardOutbox outbox = new HeardOutbox();
    private final Random random = new Random(20260213);
    private final Map<MessageId, Long> seqs = new HashMap<>();
    private final TellingModel model = new TellingModel(BEGIN, clock.zone(), this::pace);
    private boolean wasAway;
    private boolean wentBack;
    private long seq;
    private Desk desk;

    @Test
    void everybodyIsToldOfEachMessageOnceInTheirOwnTime() {
        store.migrate("clock");
        store.migrate("attention");
        desk = desk();
        PACES.forEach((whose, pace) -> store.write(c -> {
            String[] words = pace.split(" ");
            desk.digests.pace(
                    c,
                    whose,
                    Windows.of(words[0], words[1], words[2], clock.zone()).orElseThrow());
            return null;
        }));
        while (clock.instant().isBefore(END)) {
            Instant next = clock.instant().plus(Duration.ofMinutes(5 + random.nextInt(45)));
            if (!wasAway && !next.isBefore(AWAY)) {
                wasAway = true;
                leapsAhead();
            } else if (!wentBack && !next.isBefore(AHEAD)) {
                wentBack = true;
                until(AHEAD);
                clock.set(BACK);
                model.back(BACK);
            } else {
                until(next);
                somebodySpeaks();
            }
            if (random.nextInt(15) == 0) {
                desk = desk();
                ringTwice();
            }
        }
        assertThat(digests()).hasSize(1 + DEPARTMENTS * EACH).isEqualTo(model.digests());
        assertThat(outbox.letters()).extracting(l -> l.key().orElseThrow()).doesNotHaveDuplicates();
        assertThat(pushes()).hasSizeGreaterThan(50).containsExactlyInAnyOrderElementsOf(model.pushes());
        store.close();
    }

    /** Nobody is there until several windows are over; the clock leaps, and it all comes up anew. */
    private void leapsAhead() {
        until(AWAY);
        clock.set(AGAIN);
        desk = desk();
        desk.ringer.ringAll(clock.instant());
        model.leap(AGAIN);
    }

    private void until(Instant next) {
        desk.until(next);
        model.until(next);
    }

    private void somebodySpeaks() {
        int department = 1 + random.nextInt(DEPARTMENTS);
        boolean high = random.nextInt(3) == 0
                && !isNear(AWAY)
                && !isNear(AHEAD)
                && desk.open().isEmpty();
        // Of what a head says, no head needs to be told.
        String by = Firm.person(department, high ? 1 + random.nextInt(EACH - 1) : random.nextInt(EACH));
        Entry.Said said =
                desk.said(++seq, by, "d" + department, "消息" + seq, high ? new Mark[] {Desk.HIGH} : new Mark[0]);
        seqs.put(said.message().id(), seq);
        desk.read(said);
        Set<String> readers = new TreeSet<>(firm.members(department));
        readers.add("p0");
        readers.remove(by);
        model.said(seq, readers);
        if (high) {
            String head = Firm.person(department, 0);
            model.pushed(seq, List.of(head, head, "p0", "p0"));
            if (random.nextBoolean()) {
                until(clock.instant().plus(Duration.ofMinutes(random.nextInt(35))));
                acknowledge(head);
            }
        }
    }

    private boolean isNear(Instant leap) {
        Duration left = Duration.between(clock.instant(), leap);
        return !left.isNegative() && left.compareTo(CALM) < 0;
    }

    private void acknowledge(String head) {
        Notice notice = desk.open().get(0);
        desk.read(desk.answer(10_000 + seq, head, "收到 " + notice.code()));
        model.acknowledged();
        // The alarm that was taken back is rung all the same, as by another node.
        store.write(c -> desk.notices.again(c, notice.id()));
    }

    private Desk desk() {
        return new Desk(store, vault, clock, outbox, firm.roster());
    }

    /** The last windows once more, as after a crash behind the commit. */
    private void ringTwice() {
        Instant ends = store.read(c -> desk.digests.paces(c)).usual().lastEnd(clock.instant());
        store.write(c -> {
            desk.digests.close(c, ends);
            return new DigestAlarm(desk.digests)
                    .ring(c, new Ring(String.valueOf(ends.toEpochMilli()), ends, clock.instant()));
        });
    }

    private String pace(String person) {
        int department = Integer.parseInt(person.substring(1)) / 100;
        String own = PACES.get(new Whose(Kind.PERSON, person));
        String theirs = PACES.get(new Whose(Kind.DEPARTMENT, "d" + department));
        return own != null ? own : theirs != null ? theirs : PACES.get(new Whose(Kind.COMPANY, "c1"));
    }

    /** Of which messages each digest is, in order, of each person. */
    private Map<String, List<Set<Long>>> digests() {
        Map<String, List<Set<Long>>> told = new HashMap<>();
        for (Letter letter : outbox.letters()) {
            if (letter.key().orElseThrow().startsWith("digest:")) {
                told.computeIfAbsent(((To.Person) letter.to()).person(), p -> new ArrayList<>())
                        .add(letter.quotes().stream().map(seqs::get).collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return told;
    }

    private List<String> pushes() {
        return store.read(c -> NoticeShelf.tellings(c, "kind <> ?", List.of(Telling.DIGEST), 10_000)).stream()
                .map(telling -> telling.at() + " " + telling.person())
                .toList();
    }
}
