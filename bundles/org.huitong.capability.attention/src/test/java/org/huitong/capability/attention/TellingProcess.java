// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.huitong.api.clock.Alarm.Ring;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Mark;
import org.huitong.capability.attention.FourDays.Happening;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;

/**
 * What is killed: it goes on with the four days from where its last life had come, in one transaction each step with how
 * far it is, as the hub hands the log to its readers.
 */
final class TellingProcess {
    static final String PROGRESS = "progress";
    private static final byte[] KEY = new byte[32];

    private final DerbyStore store;
    private final Firm firm = new Firm(FourDays.DEPARTMENTS, FourDays.EACH);
    private final TestClock clock = new TestClock(FourDays.BEGIN);
    private Desk desk;

    private TellingProcess(DerbyStore store) {
        this.store = store;
    }

    public static void main(String[] words) throws IOException {
        Path folder = Path.of(words[0]);
        List<Happening> all = FourDays.of(Long.parseLong(words[1])).happenings();
        boolean first = !Files.exists(folder.resolve("made"));
        DerbyStore store = DerbyStore.at(folder.resolve("db"));
        if (first) {
            store.migrate("clock").migrate("attention");
            store.write(c -> {
                try (Statement statement = c.createStatement()) {
                    statement.execute(KeptOutbox.TABLE);
                    statement.execute("CREATE TABLE kept_place (place INTEGER NOT NULL)");
                    statement.execute("INSERT INTO kept_place VALUES (0)");
                }
                return null;
            });
            Files.createFile(folder.resolve("made"));
        }
        new TellingProcess(store).live(all, folder);
        System.exit(0);
    }

    private void live(List<Happening> all, Path folder) throws IOException {
        int place = store.read(c -> {
            try (Statement statement = c.createStatement();
                    ResultSet row = statement.executeQuery("SELECT place FROM kept_place")) {
                row.next();
                return row.getInt(1);
            }
        });
        if (place > 0) {
            clock.set(behind(all.get(place - 1)));
        }
        desk = new Desk(store, new OneKeyVault(KEY), clock, new KeptOutbox(), firm.roster());
        for (int i = place; i < all.size(); i++) {
            happens(all.get(i), i + 1);
            Path part = Files.writeString(folder.resolve("progress.part"), Integer.toString(i + 1));
            Files.move(part, folder.resolve(PROGRESS), StandardCopyOption.ATOMIC_MOVE);
        }
        desk.until(FourDays.END);
    }

    /** What time it is once that has happened. */
    private static Instant behind(Happening one) {
        return switch (one.what()) {
            case LEAP_AHEAD -> FourDays.AGAIN;
            case GO_BACK -> FourDays.BACK;
            default -> one.at();
        };
    }

    private void happens(Happening one, int number) {
        desk.until(one.at());
        switch (one.what()) {
            case SAID -> read(number, said(one, number, false));
            case URGENT -> read(number, said(one, number, true));
            case KNOWN -> {
                List<Notice> open = desk.open();
                String head = Firm.person(one.department(), 0);
                read(
                        number,
                        open.stream()
                                .map(notice -> (Entry) desk.answer(10_000 + number, head, "收到 " + notice.code()))
                                .toArray(Entry[]::new));
                // The alarm that was taken back rings all the same, as by another node.
                open.forEach(notice -> store.write(c -> desk.notices.again(c, notice.id())));
            }
            case LEAP_AHEAD -> {
                clock.set(FourDays.AGAIN);
                desk.ringer.ringAll(clock.instant());
                read(number);
            }
            case GO_BACK -> {
                clock.set(FourDays.BACK);
                read(number);
            }
            case RUNG_TWICE -> {
                ringTwice();
                read(number);
            }
        }
    }

    private Entry said(Happening one, int number, boolean urgent) {
        return desk.said(
                number,
                Firm.person(one.department(), one.by()),
                "d" + one.department(),
                "消息" + number,
                urgent ? new Mark[] {Desk.HIGH} : new Mark[0]);
    }

    private void read(int number, Entry... entries) {
        store.write(c -> {
            desk.reader.read(List.of(entries), c);
            try (Statement statement = c.createStatement()) {
                statement.executeUpdate("UPDATE kept_place SET place = " + number);
            }
            return null;
        });
    }

    /** The last window once more, as after a crash behind the commit. */
    private void ringTwice() {
        Instant ends = store.read(c -> desk.digests.paces(c)).usual().lastEnd(clock.instant());
        store.write(c -> {
            desk.digests.close(c, ends);
            return new DigestAlarm(desk.digests)
                    .ring(c, new Ring(String.valueOf(ends.toEpochMilli()), ends, clock.instant()));
        });
    }
}
