// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.connector.Evidence;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.process.TooMuch;

/**
 * Looks for the record that ends the library, or that the library does not open: has each by itself, from a place on,
 * until one opens. What failed before it failed by itself, and becomes dead letters. Where none opens it is the library
 * that fails and not the records: nothing is passed over then.
 */
final class OneByOne {
    private static final int MOST = 20;
    private static final int TRIES = 3;
    /** Less than the hub leaves a question alone. */
    private static final Duration LONGEST = Duration.ofSeconds(75);

    private static final Pattern SEQ = Pattern.compile("\"seq\"\\s*:\\s*(\\d{1,18})");

    private final ArchiveRounds.Opening library;
    private final Runnable drop;
    private final Unsealing unsealing;
    private final InstantSource clock;
    private final List<Evidence> came = new ArrayList<>();
    /** What failed since the last one that opened. */
    private final List<Evidence> failed = new ArrayList<>();

    private LocalText why = ArchiveCodes.remedy(10002);

    /**
     * @param library the one that is open, or a new one
     * @param drop ends it
     */
    OneByOne(ArchiveRounds.Opening library, Runnable drop, Unsealing unsealing, InstantSource clock) {
        this.library = library;
        this.drop = drop;
        this.unsealing = unsealing;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param seq of the last record taken, where there was one
     * @param stopped why nothing is taken
     * @param found whether the one to blame is among them
     * @param all whether nothing lies behind them
     */
    record Result(List<Evidence> came, long seq, Optional<LocalText> stopped, boolean found, boolean all) {}

    /** A record by itself: as JSON, or as far as it can be read. */
    private record Single(long seq, String text, Optional<Json> record) {}

    Result from(long place) throws Library.Refused, IOException, InterruptedException {
        Instant begin = clock.instant();
        long taken = place;
        long seq = place;
        for (int i = 0; i < MOST && Duration.between(begin, clock.instant()).compareTo(LONGEST) < 0; i++) {
            Optional<Single> next;
            try {
                next = after(seq);
            } catch (Library.Refused | IOException e) {
                if (came.isEmpty()) {
                    throw e;
                }
                // What came before is not had for the second time.
                drop.run();
                return new Result(came, taken, Optional.empty(), false, false);
            }
            if (next.isEmpty()) {
                return came.isEmpty() && !failed.isEmpty()
                        ? stopped(waits())
                        : new Result(came, taken, Optional.empty(), false, failed.isEmpty());
            }
            if (next.get().seq() <= seq) {
                return stopped(why);
            }
            seq = next.get().seq();
            Optional<Unsealing.Result> opened = open(next.get());
            if (opened.isPresent() && opened.get().stopped().isPresent()) {
                return came.isEmpty()
                        ? stopped(opened.get().stopped().get())
                        : new Result(came, taken, Optional.empty(), false, false);
            }
            if (opened.filter(Unsealing.Result::opened).isEmpty()) {
                failed.addAll(opened.map(Unsealing.Result::came)
                        .orElse(List.of(Unsealing.sealed(next.get().text(), seq, byItself(), begin))));
                continue;
            }
            boolean found = !failed.isEmpty();
            came.addAll(failed);
            came.addAll(opened.get().came());
            failed.clear();
            taken = seq;
            if (found) {
                return new Result(came, taken, Optional.empty(), true, false);
            }
        }
        return came.isEmpty() ? stopped(opensNothing()) : new Result(came, taken, Optional.empty(), false, false);
    }

    private static Result stopped(LocalText why) {
        return new Result(List.of(), 0, Optional.of(why), false, false);
    }

    /** Empty where the library fails with it, each time. */
    private Optional<Unsealing.Result> open(Single single) throws Library.Refused, InterruptedException {
        for (int tries = 0; single.record().isPresent() && tries < TRIES; tries++) {
            try {
                Unsealing.Result one = unsealing.open(List.of(single.record().get()), library.open(), clock.instant());
                if (!one.isOfTheLibrary()) {
                    return Optional.of(one);
                }
                why = one.stopped().orElse(why);
            } catch (IOException e) {
                drop.run();
                why = ArchiveRounds.how(e);
            }
        }
        return Optional.empty();
    }

    /** Empty where nothing lies behind. */
    private Optional<Single> after(long seq) throws Library.Refused, IOException, InterruptedException {
        String text;
        try {
            text = library.open().chatData(seq, 1);
        } catch (TooMuch e) {
            drop.run();
            String beginning = LibraryProcess.beginning(e);
            return Optional.of(new Single(seq(beginning), beginning, Optional.empty()));
        }
        if (!(Json.read(text) instanceof Parsed.Good<Json> answer)) {
            return Optional.of(new Single(seq(text), text, Optional.empty()));
        }
        int code = (int) answer.value().number("errcode").orElse(0);
        if (code != 0) {
            throw new Library.Refused(code);
        }
        List<Json> records = answer.value().at("chatdata").items();
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(new Single(
                        records.get(0).number("seq").orElse(0),
                        records.get(0).toString(),
                        Optional.of(records.get(0))));
    }

    private static long seq(String text) {
        Matcher seq = SEQ.matcher(text);
        return seq.find() ? Long.parseLong(seq.group(1)) : 0;
    }

    private LocalText byItself() {
        return LocalText.of(
                "单独取这一条也打不开，后面的可以：" + why.zh(), "by itself it fails too, and what follows opens: " + why.en());
    }

    private LocalText waits() {
        return LocalText.of(
                "最新的消息打不开（" + why.zh() + "），后面再来消息时才能确定是这一条还是库的问题",
                "the newest record does not open (" + why.en()
                        + "): once another one comes, it will show whether it is the record or the library");
    }

    private LocalText opensNothing() {
        return LocalText.of(
                "会话存档的库连续 " + failed.size() + " 条都打不开，请更新库；在此之前不取后面的消息。最后一次：" + why.zh(),
                "the archive's library opens none of " + failed.size()
                        + " records in a row: update it; until then nothing behind them is taken. The last time: "
                        + why.en());
    }
}
