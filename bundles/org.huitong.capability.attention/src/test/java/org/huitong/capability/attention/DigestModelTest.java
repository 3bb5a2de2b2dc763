// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.huitong.api.clock.Alarm.Ring;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardOutbox;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/**
 * Six days in February 2026, on a virtual clock: a Friday, the Saturday 14th that is worked in the place of another, the
 * first days of Spring Festival; with a hub that is restarted in the middle and away over windows, and alarms that ring
 * twice. What everybody got is held against a model that knows nothing of how it is done.
 */
class DigestModelTest {
    private static final int DEPARTMENTS = 4;
    private static final Instant BEGIN = Desk.at("2026-02-13T06:30");
    private static final Instant END = Desk.at("2026-02-17T12:00");

    private final Firm firm = new Firm(DEPARTMENTS, 5);
    private final OwnStore store = new DerbyStore();
    private final OneKeyVault vault = new OneKeyVault();
    private final TestClock clock = new TestClock(BEGIN);
    private final HeardOutbox outbox = new HeardOutbox();

    /** What was said: when, by whom, in which department. */
    private record Said(Instant at, String by, int department) {}

    @Test
    void everybodyGetsEachMessageOnceAndOneDigestAWindow() {
        store.migrate("clock");
        store.migrate("attention");
        Desk desk = desk();
        List<Said> said = new ArrayList<>();
        Random random = new Random(20260213);
        long seq = 0;
        Instant away = Desk.at("2026-02-13T13:10");
        while (clock.instant().isBefore(END)) {
            Instant next = clock.instant().plus(Duration.ofMinutes(5 + random.nextInt(50)));
            if (clock.instant().isBefore(away) && !next.isBefore(away)) {
                // Nobody is there until after two windows are over; the clock leaps, and it all comes up anew.
                clock.set(Desk.at("2026-02-13T17:20"));
                desk = desk();
                desk.ringer.ringAll(clock.instant());
                continue;
            }
            desk.until(next);
            int department = 1 + random.nextInt(DEPARTMENTS);
            String by = Firm.person(department, random.nextInt(5));
            desk.read(desk.said(++seq, by, "d" + department, "消息" + seq));
            said.add(new Said(clock.instant(), by, department));
            if (random.nextInt(20) == 0) {
                desk = desk();
                ringTwice(desk);
            }
        }
        assertThat(told()).hasSize(1 + DEPARTMENTS * 5).isEqualTo(expected(said));
        assertThat(outbox.letters()).extracting(l -> l.key().orElseThrow()).doesNotHaveDuplicates();
        store.close();
    }

    private Desk desk() {
        return new Desk(store, vault, clock, outbox, firm.roster());
    }

    /** The last window once more, as after a crash behind the commit. */
    private void ringTwice(Desk desk) {
        Instant ends = desk.digests.windows().endBehind(clock.instant().minus(Duration.ofHours(2)));
        if (!ends.isAfter(clock.instant())) {
            store.write(c -> new DigestAlarm(desk.digests)
                    .ring(c, new Ring(String.valueOf(ends.toEpochMilli()), ends, clock.instant())));
        }
    }

    /** Of how many messages each digest is, in order, of each person. */
    private Map<String, List<String>> told() {
        Map<String, List<String>> told = new TreeMap<>();
        for (Letter letter : outbox.letters()) {
            String person = ((To.Person) letter.to()).person();
            String first =
                    ((Writing.Text) letter.writing()).text().lines().findFirst().orElseThrow();
            // Each names the messages that it tells of, so that it forgets them, too.
            assertThat(first).endsWith(" 共 " + letter.quotes().size() + " 条消息");
            told.computeIfAbsent(person, p -> new ArrayList<>()).add(first.replaceAll(".* 共 ", ""));
        }
        return told;
    }

    private Map<String, List<String>> expected(List<Said> said) {
        Map<String, List<String>> expected = new TreeMap<>();
        Map<String, Integer> waiting = new HashMap<>();
        int next = 0;
        for (Instant end = Desk.at("2026-02-13T08:00"); !end.isAfter(END); end = end.plus(Duration.ofHours(2))) {
            for (; next < said.size() && said.get(next).at().isBefore(looked(end)); next++) {
                Said one = said.get(next);
                firm.members(one.department()).stream()
                        .filter(person -> !person.equals(one.by()))
                        .forEach(person -> waiting.merge(person, 1, Integer::sum));
                waiting.merge("p0", 1, Integer::sum);
            }
            if (isTime(looked(end))) {
                waiting.forEach((person, count) ->
                        expected.computeIfAbsent(person, p -> new ArrayList<>()).add(count + " 条消息"));
                waiting.clear();
            }
        }
        return expected;
    }

    /** When the hub really looked: two windows ended while it was away. */
    private static Instant looked(Instant end) {
        Instant away = Desk.at("2026-02-13T13:10");
        Instant back = Desk.at("2026-02-13T17:20");
        return end.isAfter(away) && end.isBefore(back) ? back : end;
    }

    /** Written down here anew: worked are the 13th, a Friday, and the 14th, a Saturday; nothing of Spring Festival. */
    private boolean isTime(Instant moment) {
        ZonedDateTime here = moment.atZone(clock.zone());
        LocalDate day = here.toLocalDate();
        boolean worked = day.getDayOfWeek() == DayOfWeek.FRIDAY || day.equals(LocalDate.parse("2026-02-14"));
        LocalTime time = here.toLocalTime();
        return worked && !time.isBefore(LocalTime.of(8, 0)) && !time.isAfter(LocalTime.of(20, 0));
    }
}
