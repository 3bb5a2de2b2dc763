// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.message.Conversation;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Letters on their way.
 *
 * <p>Nothing is lost: a letter leaves the shelf's {@code waiting} only after {@code sending} is on disk, and what is found
 * in {@code sending} after a crash is treated as one whose answer was lost. Nothing goes twice unmarked: of what may have
 * been carried out only that is sent again which the platform knows by its key, or which says that it may be a repetition.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration MENDING = Duration.ofSeconds(60);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
    private static final Duration KEY_MARGIN = Duration.ofMinutes(2);
    private static final Duration FIRST_RECEIPT = Duration.ofSeconds(3);
    private static final int MOST_REPEATS = 3;

    private static final String MARK = "（可能重复 / possibly repeated）\n";

    private final LetterShelf shelf;
    private final Pauses pauses;
    private final Errand.Gear gear;
    private final Addresses addresses;
    private final InstantSource clock;
    private final Runnable free;
    private final Map<Long, ShelfRow> underWay = new ConcurrentHashMap<>();
    private final Map<AccountName, Integer> failures = new ConcurrentHashMap<>();

    Delivery(
            LetterShelf shelf,
            Pauses pauses,
            Errand.Gear gear,
            Addresses addresses,
            InstantSource clock,
            Runnable free) {
        this.shelf = shelf;
        this.pauses = pauses;
        this.gear = gear;
        this.addresses = addresses;
        this.clock = clock;
        this.free = free;
    }

    int underWay(AccountName account) {
        return (int) underWay.values().stream()
                .filter(r -> r.account().equals(account))
                .count();
    }

    /** @return false where it is on its way already */
    boolean begins(ShelfRow row) {
        return underWay.putIfAbsent(row.seq(), row) == null;
    }

    void endsBefore(ShelfRow row) {
        underWay.remove(row.seq());
    }

    /**
     * What was leaving as the hub ended: nobody can tell what became of it. It waits for its connector, which knows
     * whether its platform takes keys.
     */
    private void afterACrash() {
        for (ShelfRow row : shelf.inState(State.SENDING, 200)) {
            Optional<Abilities> abilities = gear.senders().of(row.account()).map(MessageSender::abilities);
            if (abilities.isPresent() && begins(row)) {
                // What was on its way as the rows were read may have arrived meanwhile.
                Optional<ShelfRow> still = shelf.find(row.id()).filter(r -> r.state() == State.SENDING);
                done(
                        row,
                        () -> still.ifPresent(r -> uncertain(
                                r,
                                abilities,
                                LocalText.of("发送时汇通中断，平台是否收到无法得知", "the hub ended while it was being sent"))));
            }
        }
    }

    void go(ShelfRow row, Abilities abilities) {
        List<Writing> pieces = Pieces.of(marked(row), abilities);
        Optional<Outgoing.Target> target = target(row);
        if (target.isEmpty() || !abilities.targets().contains(target.get().kind())) {
            done(row, () -> reject(row, LocalText.of("此账号不能发给这样的收件人", "this account does not reach such a recipient")));
            return;
        }
        int index = Math.min(row.pieces(), pieces.size() - 1);
        Outgoing piece = new Outgoing(
                row.id() + "-" + (index + 1),
                target.get(),
                pieces.get(index),
                clock.instant(),
                // Each piece that was taken was tried at least once.
                Math.max(0, row.tries() - row.pieces()));
        Errand.run(gear, row.account(), (sender, trail) -> sender.send(piece, trail), () -> leaves(row))
                .whenComplete((end, cancelled) -> {
                    if (end != null) {
                        done(row, () -> settle(row, abilities, index + 1 >= pieces.size(), end));
                    }
                });
    }

    private void leaves(ShelfRow row) {
        shelf.update(
                "state = 'sending', tries = tries + 1, tried_at = CASE WHEN tried_at = 0 THEN ? ELSE tried_at END",
                clock.instant().toEpochMilli(),
                row.seq());
    }

    /** Writes down how it ended, again and again until the database takes it; until then it stays under way. */
    private void done(ShelfRow row, Runnable writing) {
        try {
            writing.run();
        } catch (RuntimeException e) {
            LOG.warn("What became of a letter cannot be written down now; it is tried again letter={}", row.id(), e);
            try {
                gear.threads().schedule(() -> done(row, writing), 1, TimeUnit.SECONDS);
            } catch (RejectedExecutionException closed) {
                LOG.warn("The outbox ended before that; at the next start it counts as unknown letter={}", row.id());
            }
            return;
        }
        underWay.remove(row.seq());
        free.run();
    }

    private void settle(ShelfRow row, Abilities abilities, boolean last, Errand.End<Sent> end) {
        if (end instanceof Errand.End.Done<Sent> sent) {
            failures.remove(row.account());
            accept(row, abilities, last, sent.value());
        } else if (end instanceof Errand.End.Later<Sent> later) {
            Instant until = clock.instant().plus(later.after());
            if (later.hold() == Step.Hold.ACCOUNT) {
                pauses.pause(row.account(), until, later.why());
            }
            waits(row, until, later.why());
        } else if (end instanceof Errand.End.Unsent<Sent> unsent) {
            Instant until = clock.instant().plus(backOff(row.account()));
            pauses.pause(row.account(), until, unsent.why());
            waits(row, until, unsent.why());
        } else {
            Errand.End.Failed<Sent> failed = (Errand.End.Failed<Sent>) end;
            switch (failed.failure()) {
                case REFUSED -> reject(row, failed.detail());
                case UNKNOWN -> uncertain(row, Optional.of(abilities), failed.detail());
                default -> {
                    Instant until = clock.instant().plus(MENDING);
                    pauses.pause(row.account(), until, failed.detail());
                    waits(row, until, failed.detail());
                }
            }
        }
    }

    private void accept(ShelfRow row, Abilities abilities, boolean last, Sent sent) {
        long now = clock.instant().toEpochMilli();
        String nativeId = row.pieces() > 0 ? row.nativeId() : sent.nativeId();
        boolean asked = last && abilities.receipts() && !nativeId.isEmpty();
        // A receipt may be quicker than the answer.
        shelf.update(
                (last ? "state = CASE WHEN state IN ('delivered', 'read') THEN state ELSE ? END" : "state = ?")
                        + ", pieces_done = ?, tried_at = 0, sent_at = ?, next_at = ?, native_id = ?, is_message = ?,"
                        + " receipt_at = ?, owed = ?, reason_zh = NULL, reason_en = NULL",
                (last ? State.ACCEPTED : State.WAITING).word(),
                row.pieces() + 1,
                now,
                now,
                nativeId,
                sent.message() ? 1 : 0,
                asked ? now + FIRST_RECEIPT.toMillis() : 0L,
                last && row.spoken() ? 1 : 0,
                row.seq());
    }

    private void waits(ShelfRow row, Instant until, LocalText why) {
        put(row, State.WAITING, until, why, row.repeated());
    }

    private void reject(ShelfRow row, LocalText why) {
        put(row, State.REJECTED, clock.instant(), why, row.repeated());
    }

    /** It may have been carried out. */
    private void uncertain(ShelfRow row, Optional<Abilities> abilities, LocalText why) {
        Instant now = clock.instant();
        Instant again = now.plus(backOff(row.account()));
        Instant tried = row.triedAt().equals(Instant.EPOCH) ? now : row.triedAt();
        boolean known = abilities
                .flatMap(Abilities::keyHolds)
                .filter(holds -> Duration.between(tried, again.plus(KEY_MARGIN)).compareTo(holds) < 0)
                .isPresent();
        if (known) {
            put(
                    row,
                    State.WAITING,
                    again,
                    joined(
                            why,
                            LocalText.of(
                                    "；以同一编号再发，平台不会重复",
                                    "; sent again under the same key, which the platform does not repeat")),
                    row.repeated());
        } else if (row.urgent() && row.tries() < MOST_REPEATS) {
            put(
                    row,
                    State.WAITING,
                    again,
                    joined(
                            why,
                            LocalText.of(
                                    "；紧急，已标明可能重复再发", "; urgent, so it is sent again, marked as possibly repeated")),
                    true);
        } else {
            put(
                    row,
                    State.UNKNOWN,
                    now,
                    joined(why, LocalText.of("；请决定是否再发", "; please decide whether to send it again")),
                    row.repeated());
        }
    }

    private static LocalText joined(LocalText one, LocalText other) {
        return LocalText.of(one.zh() + other.zh(), one.en() + other.en());
    }

    private void put(ShelfRow row, State state, Instant next, LocalText why, boolean repeated) {
        LocalText brief = Pauses.brief(why);
        shelf.update(
                "state = ?, next_at = ?, repeated = ?, reason_zh = ?, reason_en = ?",
                state.word(),
                next.toEpochMilli(),
                repeated ? 1 : 0,
                brief.zh(),
                brief.en(),
                row.seq());
    }

    /** What nobody needs any more, and what an earlier run of the hub left behind. */
    void sweep(Instant now) {
        afterACrash();
        for (ShelfRow row : shelf.expired(now)) {
            if (begins(row)) {
                done(
                        row,
                        () -> reject(
                                row, LocalText.of("超过期限，没有发送", "it was not sent in time, and is of no use any more")));
            }
        }
    }

    private Duration backOff(AccountName account) {
        int times = failures.merge(account, 1, Integer::sum);
        Duration wait = Duration.ofSeconds(1L << Math.min(times - 1, 6));
        return wait.compareTo(LONGEST_BACK_OFF) < 0 ? wait : LONGEST_BACK_OFF;
    }

    private static Writing marked(ShelfRow row) {
        Writing writing = row.sheet().writing();
        if (!row.repeated()) {
            return writing;
        }
        if (writing instanceof Writing.Text text) {
            return new Writing.Text(MARK + text.text());
        }
        return writing instanceof Writing.Markdown markdown
                ? new Writing.Markdown(markdown.title(), MARK + "\n" + markdown.text())
                : mark((Writing.Card) writing);
    }

    private static Writing mark(Writing.Card card) {
        return new Writing.Card(card.title(), MARK + "\n" + card.text(), card.buttons());
    }

    private Optional<Outgoing.Target> target(ShelfRow row) {
        Sheet sheet = row.sheet();
        if (sheet.to() instanceof To.Person person) {
            return addresses
                    .user(person.person(), row.account())
                    .map(id -> new Outgoing.Target(Outgoing.Target.Kind.USER, id));
        }
        if (sheet.to() instanceof To.User user) {
            return Optional.of(new Outgoing.Target(Outgoing.Target.Kind.USER, user.user()));
        }
        if (sheet.to() instanceof To.Room room) {
            // No platform lets a robot write into the room of two by that room's id alone.
            Optional<String> other = sheet.place()
                    .filter(p -> p.conversation().kind() == Conversation.Kind.DIRECT)
                    .flatMap(Sheet.Place::other);
            return Optional.of(other.map(id -> new Outgoing.Target(Outgoing.Target.Kind.USER, id))
                    .orElseGet(() -> new Outgoing.Target(Outgoing.Target.Kind.ROOM, room.conversation())));
        }
        return Optional.empty();
    }
}
