// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;

/** What became of a letter that was on its way, and what follows: written down only while the letter stands as it was read. */
final class Verdict {
    private static final Duration PEOPLE_AGAIN = Duration.ofSeconds(2);
    private static final Duration MENDING = Duration.ofSeconds(60);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
    private static final Duration KEY_MARGIN = Duration.ofMinutes(2);
    private static final Duration FIRST_RECEIPT = Duration.ofSeconds(3);
    private static final int MOST_REPEATS = 3;
    private static final int LONGEST_NATIVE_ID = 255;

    /** What was taken back while it was on its way goes no more, for the reason that was given then. */
    private static final String UNLESS_RECALLED =
            "CASE WHEN recalled = 1 THEN CAST('rejected' AS VARCHAR(10)) ELSE ? END";

    private static final String REASON_UNLESS_RECALLED = "reason_zh = CASE WHEN recalled = 1 THEN reason_zh ELSE ? END,"
            + " reason_en = CASE WHEN recalled = 1 THEN reason_en ELSE ? END";

    private final LetterShelf shelf;
    private final Claims claims;
    private final Pauses pauses;
    private final Outages outages;
    private final InstantSource clock;
    private final Map<AccountName, Integer> failures = new ConcurrentHashMap<>();

    Verdict(LetterShelf shelf, Claims claims, Pauses pauses, Outages outages, InstantSource clock) {
        this.shelf = shelf;
        this.claims = claims;
        this.pauses = pauses;
        this.outages = outages;
        this.clock = clock;
    }

    Claims claims() {
        return claims;
    }

    void settle(ShelfRow row, ShelfRow.AsRead read, Abilities abilities, boolean last, Errand.End<Sent> end) {
        if (end instanceof Errand.End.Done<Sent> sent) {
            failures.remove(row.account());
            outages.sent(row.account());
            accept(row, read, abilities, last, sent.value());
        } else if (end instanceof Errand.End.Later<Sent> later) {
            Instant until = clock.instant().plus(later.after());
            if (later.hold() == Step.Hold.ACCOUNT) {
                outages.failed(row.account(), later.why(), true);
                pauses.pause(row.account(), until, later.why());
            }
            waits(row, read, until, later.why());
        } else if (end instanceof Errand.End.Unsent<Sent> unsent) {
            Instant until = clock.instant().plus(backOff(row.account()));
            outages.failed(row.account(), unsent.why(), false);
            pauses.pause(row.account(), until, unsent.why());
            waits(row, read, until, unsent.why());
        } else if (end instanceof Errand.End.Failed<Sent> failed) {
            switch (failed.failure()) {
                case REFUSED -> reject(row, read, failed.detail());
                case UNKNOWN -> {
                    outages.failed(row.account(), failed.detail(), false);
                    uncertain(row, read, Optional.of(abilities), failed.detail());
                }
                default -> {
                    Instant until = clock.instant().plus(MENDING);
                    outages.failed(row.account(), failed.detail(), false);
                    pauses.pause(row.account(), until, failed.detail());
                    waits(row, read, until, failed.detail());
                }
            }
        }
    }

    private void accept(ShelfRow row, ShelfRow.AsRead read, Abilities abilities, boolean last, Sent sent) {
        long now = clock.instant().toEpochMilli();
        // Of a card with more before it than it has room for, the card is what is changed later.
        boolean known = row.pieces() > 0 && !(row.sheet().writing() instanceof Writing.Card);
        String nativeId = known ? row.nativeId() : fitting(sent.nativeId());
        Optional<Sent.Change> change =
                sent.change().filter(c -> last && !row.spoken() && c.code().length() <= Sent.Change.LONGEST);
        Optional<Sealed> code = change.map(Sent.Change::code)
                .filter(c -> !c.isBlank())
                .map(c -> shelf.cards().sealChange(row.id(), c));
        boolean asked = last && abilities.receipts() && !nativeId.isEmpty();
        List<Object> values = new ArrayList<>(List.of(
                (last ? State.ACCEPTED : State.WAITING).word(),
                row.pieces() + 1,
                now,
                now,
                nativeId,
                sent.message() ? 1 : 0,
                asked ? now + FIRST_RECEIPT.toMillis() : 0L,
                last && row.spoken() ? 1 : 0,
                change.map(c -> now + c.holds().toMillis()).orElse(0L)));
        code.ifPresent(c -> values.addAll(List.of(c.key(), c.wrapped(), c.text())));
        values.add(null);
        values.add(null);
        // A receipt may be quicker than the answer.
        claims.write(
                read,
                "runner = '', state = "
                        + (last ? "CASE WHEN state IN ('delivered', 'read') THEN state ELSE ? END" : UNLESS_RECALLED)
                        + ", pieces_done = ?, tried_at = 0, sent_at = ?, next_at = ?, native_id = ?, is_message = ?, doubt = 0,"
                        + " receipt_at = ?, owed = ?, change_until = ?, "
                        + (code.isPresent() ? "change_key = ?, change_wrapped = ?, change_code = ?, " : "")
                        + (last ? "reason_zh = ?, reason_en = ?" : REASON_UNLESS_RECALLED),
                values.toArray());
    }

    /** One that is too long to be kept is of no use, and must not keep the letter from being done. */
    private static String fitting(String nativeId) {
        return nativeId.length() <= LONGEST_NATIVE_ID ? nativeId : "";
    }

    private void waits(ShelfRow row, ShelfRow.AsRead read, Instant until, LocalText why) {
        put(read, State.WAITING, until, why, row.marked());
    }

    void reject(ShelfRow row, ShelfRow.AsRead read, LocalText why) {
        put(read, State.REJECTED, clock.instant(), why, row.marked());
    }

    /** Something in the hub broke over it. */
    void putOff(ShelfRow row) {
        waits(
                row,
                row.asRead(),
                clock.instant().plus(MENDING),
                LocalText.of(
                        "汇通处理这封信时出错，稍后再试；原因见日志", "the hub broke over this letter and tries again; the log says why"));
    }

    /** @param coming whether the card that it is for is on its way, and may be changed once it is there */
    void cannotSettle(ShelfRow row, boolean coming) {
        if (coming) {
            waits(
                    row,
                    row.asRead(),
                    clock.instant().plus(PEOPLE_AGAIN),
                    LocalText.of("卡片正在发出，发出后再更改", "the card is on its way and is changed once it is there"));
        } else {
            reject(
                    row,
                    row.asRead(),
                    LocalText.of(
                            "卡片没有发出，或平台不再允许更改", "the card was not sent, or its platform lets it be changed no more"));
        }
    }

    /** Nobody knows people for the moment. */
    void waitForPeople(ShelfRow row) {
        waits(
                row,
                row.asRead(),
                clock.instant().plus(PEOPLE_AGAIN),
                LocalText.of("人员资料还没有就绪，就绪后即发出", "people are not known yet; it goes as soon as they are"));
    }

    /** Its key is gone, or a later hub wrote it: somebody may bring the one or the other back. What was let go is nowhere. */
    void unreadable(ShelfRow row) {
        if (row.goneAt().isPresent()) {
            reject(row, row.asRead(), SpentWords.QUOTED_IS_GONE);
            return;
        }
        leaveOpen(row, row.asRead(), LocalText.of("内容无法解密，没有发送", "its words cannot be opened; it was not sent"));
    }

    void leaveOpen(ShelfRow row, ShelfRow.AsRead read, LocalText why) {
        put(
                read,
                State.UNKNOWN,
                clock.instant(),
                joined(why, LocalText.of("；请决定是否再发", "; please decide whether to send it again")),
                row.marked());
    }

    /** It may have been carried out. */
    void uncertain(ShelfRow row, ShelfRow.AsRead read, Optional<Abilities> abilities, LocalText why) {
        claims.write(read, "doubt = 1");
        Instant now = clock.instant();
        Instant again = now.plus(backOff(row.account()));
        Instant tried = row.triedAt().equals(Instant.EPOCH) ? now : row.triedAt();
        boolean known = abilities
                .flatMap(Abilities::keyHolds)
                .filter(holds -> Duration.between(tried, again.plus(KEY_MARGIN)).compareTo(holds) < 0)
                .isPresent();
        if (known) {
            put(
                    read,
                    State.WAITING,
                    again,
                    joined(
                            why,
                            LocalText.of(
                                    "；以同一编号再发，平台不会重复",
                                    "; sent again under the same key, which the platform does not repeat")),
                    row.marked());
        } else if (row.urgent() && row.tries() < MOST_REPEATS) {
            put(
                    read,
                    State.WAITING,
                    again,
                    joined(
                            why,
                            LocalText.of(
                                    "；紧急，已标明可能重复再发", "; urgent, so it is sent again, marked as possibly repeated")),
                    row.pieces() + 1);
        } else {
            leaveOpen(row, read, why);
        }
    }

    private static LocalText joined(LocalText one, LocalText other) {
        return LocalText.of(one.zh() + other.zh(), one.en() + other.en());
    }

    private void put(ShelfRow.AsRead read, State state, Instant next, LocalText why, int marked) {
        LocalText brief = Pauses.brief(why);
        claims.write(
                read,
                "runner = '', state = " + UNLESS_RECALLED + ", next_at = ?, repeated = ?, " + REASON_UNLESS_RECALLED,
                state.word(),
                next.toEpochMilli(),
                marked,
                brief.zh(),
                brief.en());
    }

    private Duration backOff(AccountName account) {
        int times = failures.merge(account, 1, Integer::sum);
        Duration wait = Duration.ofSeconds(1L << Math.min(times - 1, 6));
        return wait.compareTo(LONGEST_BACK_OFF) < 0 ? wait : LONGEST_BACK_OFF;
    }
}
