// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
import org.huitong.kit.process.Gone;
import org.huitong.kit.process.TooMuch;

/** Asks the library for what lies behind a place. One round at a time. */
final class ArchiveRounds implements AutoCloseable {
    /** 600 calls a minute are allowed. */
    private static final Duration MORE = Duration.ofMillis(100);

    /** By day and by night, so that what is said is here within the seconds that the monitor takes for normal. */
    private static final Duration REST = Duration.ofSeconds(2);

    private final String company;
    private final Opening opening;
    private final Unsealing unsealing;
    private final Clock clock;
    private final Caution caution = new Caution();
    private Library library;
    private boolean over;
    /** When the library was asked last, by {@link System#nanoTime()}. */
    private long askedAt;

    /** Makes a library ready. */
    interface Opening {
        Library open() throws Library.Refused, IOException, InterruptedException;
    }

    ArchiveRounds(String company, Opening opening, PrivateKeys keys, Clock clock) {
        this.company = company;
        this.opening = opening;
        this.unsealing = new Unsealing(keys);
        this.clock = clock;
    }

    Step<Poller.Batch> next(Optional<String> cursor) throws InterruptedException {
        Instant now = clock.instant();
        ArchivePlace place = cursor.map(c -> ArchivePlace.of(c, company, now)).orElse(ArchivePlace.first(company, now));
        try {
            return caution.isOneByOne() ? oneByOne(place, now) : batch(place, now);
        } catch (Library.Refused refused) {
            return failed(refused.why(), place, now);
        } catch (TooMuch e) {
            drop();
            caution.wasTooMuch();
            return Step.done(new Poller.Batch(List.of(), place.cursor(), MORE));
        } catch (IOException e) {
            drop();
            caution.failedAt(place.seq());
            LocalText how = how(e);
            return failed(
                    LocalText.of(
                            "会话存档的库的进程要重新启动：" + how.zh(),
                            "the process of the archive's library is started again: " + how.en()),
                    place,
                    now);
        } catch (InterruptedException e) {
            drop();
            caution.failedAt(place.seq());
            throw e;
        }
    }

    private Step<Poller.Batch> batch(ArchivePlace place, Instant now)
            throws Library.Refused, IOException, InterruptedException {
        int most = caution.atOnce();
        Library ready = library();
        askedAt = System.nanoTime();
        if (!(Json.read(ready.chatData(place.seq(), most)) instanceof Parsed.Good<Json> answer)) {
            caution.failedAt(place.seq());
            return failed(ArchiveCodes.remedy(10002), place, now);
        }
        int code = (int) answer.value().number("errcode").orElse(0);
        if (code != 0) {
            return failed(ArchiveCodes.remedy(code), place, now);
        }
        List<Json> records = answer.value().at("chatdata").items();
        Unsealing.Result unsealed = unsealing.open(records, ready, now);
        if (unsealed.came().isEmpty() && unsealed.stopped().isPresent()) {
            if (unsealed.isOfTheLibrary()) {
                caution.failedAt(place.seq());
            }
            return failed(unsealed.stopped().get(), place, now);
        }
        caution.went(records.size());
        return came(place, unsealed.came(), unsealed.seq(), unsealed.stopped().isEmpty() && records.size() < most, now);
    }

    private Step<Poller.Batch> oneByOne(ArchivePlace place, Instant now)
            throws Library.Refused, IOException, InterruptedException {
        OneByOne walk = new OneByOne(this::library, this::drop, unsealing, clock);
        OneByOne.Result result = walk.from(place.seq());
        askedAt = System.nanoTime();
        if (result.stopped().isPresent()) {
            return failed(result.stopped().get(), place, now);
        }
        if (result.found()) {
            caution.found();
        } else {
            caution.went(result.came().size());
        }
        return came(place, result.came(), result.seq(), result.all(), now);
    }

    /** @param all whether nothing is known to lie behind it */
    private Step<Poller.Batch> came(ArchivePlace place, List<Evidence> records, long seq, boolean all, Instant now) {
        List<Evidence> came = new ArrayList<>();
        place.lostUntil(now).ifPresent(until -> came.add(gap(place.whole(), until, now)));
        came.addAll(records);
        ArchivePlace next = place.at(seq);
        if (!all) {
            next = next.behindAt(now);
        } else if (!came.isEmpty() || !place.caughtUp() || isWorthWriting(place, now)) {
            next = next.wholeAt(now);
        }
        return Step.done(new Poller.Batch(came, next.cursor(), all ? REST : more()));
    }

    /** What is left of the time between two calls: opening records takes longer than that. */
    private Duration more() {
        Duration left = MORE.minusNanos(System.nanoTime() - askedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Not more exact than it must be, so that an hour in which nobody speaks does not write its place 720 times. */
    private static boolean isWorthWriting(ArchivePlace place, Instant now) {
        return Duration.between(place.whole(), now).toMinutes() >= 10;
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

    /** What the system says has no Chinese, and no place in a sentence of it. */
    static LocalText how(IOException e) {
        return e instanceof Gone gone ? gone.how() : LocalText.of("启动不了，见日志", e.getMessage());
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
