// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.Step;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/** Asks the library for what lies behind a place. One round at a time. */
final class ArchiveRounds implements AutoCloseable {
    /** A fifth of what a call may bring: each is one transaction, and callbacks must not wait behind it. */
    static final int AT_ONCE = 200;

    /** 600 calls a minute are allowed. */
    private static final Duration MORE = Duration.ofMillis(100);

    private static final Duration BY_DAY = Duration.ofSeconds(5);
    private static final Duration BY_NIGHT = Duration.ofMinutes(1);
    private static final int MORNING = 7;
    private static final int EVENING = 22;

    private final Opening opening;
    private final Unsealing unsealing;
    private final Clock clock;
    private Library library;
    private boolean over;

    /** Makes a library ready. */
    interface Opening {
        Library open() throws Library.Refused, IOException, InterruptedException;
    }

    ArchiveRounds(Opening opening, PrivateKeys keys, Clock clock) {
        this.opening = opening;
        this.unsealing = new Unsealing(keys);
        this.clock = clock;
    }

    Step<Poller.Batch> next(Optional<String> cursor) throws InterruptedException {
        Instant now = clock.instant();
        ArchivePlace place = cursor.map(ArchivePlace::of).orElse(new ArchivePlace(0, now));
        try {
            return batch(place, library(), now);
        } catch (Library.Refused refused) {
            return failed(refused.why(), place, now);
        } catch (IOException e) {
            drop();
            return failed(
                    LocalText.of(
                            "会话存档的库的进程退出或没有应答，正在重新启动（" + e.getMessage() + "）",
                            "the process of the archive's library is gone or does not answer, and is started again ("
                                    + e.getMessage() + ")"),
                    place,
                    now);
        } catch (InterruptedException e) {
            drop();
            throw e;
        }
    }

    private Step<Poller.Batch> batch(ArchivePlace place, Library ready, Instant now)
            throws Library.Refused, IOException, InterruptedException {
        if (!(Json.read(ready.chatData(place.seq(), AT_ONCE)) instanceof Parsed.Good<Json> answer)) {
            return failed(ArchiveCodes.remedy(10002), place, now);
        }
        int code = (int) answer.value().number("errcode").orElse(0);
        if (code != 0) {
            return failed(ArchiveCodes.remedy(code), place, now);
        }
        List<Json> records = answer.value().at("chatdata").items();
        Unsealing.Result unsealed = unsealing.open(records, ready, now);
        if (unsealed.came().isEmpty() && unsealed.stopped().isPresent()) {
            return failed(unsealed.stopped().get(), place, now);
        }
        List<Evidence> came = new ArrayList<>();
        place.lostUntil(now).ifPresent(until -> came.add(gap(place.whole(), until, now)));
        came.addAll(unsealed.came());
        boolean all = unsealed.stopped().isEmpty() && records.size() < AT_ONCE;
        ArchivePlace next = new ArchivePlace(
                Math.max(place.seq(), unsealed.seq()), all ? wholeNow(place, unsealed, now) : soFar(place, now));
        return Step.done(new Poller.Batch(came, next.cursor(), all ? rest(now) : MORE));
    }

    /** Not more exact than it must be, so that an hour in which nobody speaks does not write its place 720 times. */
    private static Instant wholeNow(ArchivePlace place, Unsealing.Result unsealed, Instant now) {
        return unsealed.came().isEmpty() && Duration.between(place.whole(), now).toMinutes() < 10
                ? place.whole()
                : now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** There is more behind it, so that nothing can be said but that what was lost is told. */
    private static Instant soFar(ArchivePlace place, Instant now) {
        return place.lostUntil(now).orElse(place.whole());
    }

    private Duration rest(Instant now) {
        int hour = now.atZone(clock.zone()).getHour();
        return hour >= MORNING && hour < EVENING ? BY_DAY : BY_NIGHT;
    }

    private static Evidence gap(Instant from, Instant until, Instant now) {
        return new Evidence(
                new byte[0],
                Map.of(ArchiveWire.LOST_FROM, from.toString(), ArchiveWire.LOST_UNTIL, until.toString()),
                now);
    }

    private Step<Poller.Batch> failed(LocalText why, ArchivePlace place, Instant now) {
        LocalText outlook = place.outlook(now, clock.zone());
        return Step.failed(Step.Failure.ACCOUNT, LocalText.of(why.zh() + outlook.zh(), why.en() + outlook.en()));
    }

    private Library library() throws Library.Refused, IOException, InterruptedException {
        synchronized (this) {
            if (library != null) {
                return library;
            }
        }
        Library opened = opening.open();
        synchronized (this) {
            if (over) {
                opened.close();
                throw new IOException("this account is gone");
            }
            library = opened;
            return opened;
        }
    }

    private synchronized void drop() {
        if (library != null) {
            library.close();
            library = null;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
        }
        drop();
    }

    /** A text as evidence. */
    static Evidence evidence(String text, Map<String, String> notes, Instant at) {
        return new Evidence(text.getBytes(StandardCharsets.UTF_8), notes, at);
    }
}
