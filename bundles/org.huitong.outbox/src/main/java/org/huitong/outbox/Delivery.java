// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
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

    private final LetterShelf shelf;
    private final Claims claims;
    private final Verdict verdict;
    private final Errand.Gear gear;
    private final Addresses addresses;
    private final Enclosures enclosures;
    private final InstantSource clock;
    private final Runnable free;
    private final Map<Long, ShelfRow> underWay = new ConcurrentHashMap<>();

    Delivery(
            LetterShelf shelf,
            Verdict verdict,
            Errand.Gear gear,
            Addresses addresses,
            Enclosures enclosures,
            InstantSource clock,
            Runnable free) {
        this.shelf = shelf;
        this.claims = verdict.claims();
        this.verdict = verdict;
        this.gear = gear;
        this.addresses = addresses;
        this.enclosures = enclosures;
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

    /** What cannot even be tried is put off, and holds none but its own lane. */
    void putOff(ShelfRow row) {
        done(row, () -> verdict.putOff(row));
    }

    /**
     * What was leaving as the hub, or another node of it, ended: nobody can tell what became of it. It waits for its
     * connector, which knows whether its platform takes keys.
     */
    private void afterACrash(Instant now) {
        for (ShelfRow row : shelf.inState(State.SENDING, 200)) {
            Optional<Abilities> abilities = gear.senders()
                    .abilities(row.account())
                    .filter(a -> a.problem().isEmpty());
            if (abilities.isPresent() && claims.isLeft(row, now) && begins(row)) {
                done(
                        row,
                        () -> verdict.uncertain(
                                row,
                                row.asRead(),
                                abilities,
                                LocalText.of("发送时汇通中断，平台是否收到无法得知", "the hub ended while it was being sent")));
            }
        }
    }

    void go(ShelfRow row, Abilities abilities) {
        if (!row.sheet().isReadable()) {
            done(row, () -> verdict.unreadable(row));
            return;
        }
        if (row.sheet().to() instanceof To.Person && !addresses.knowPeople()) {
            // As the hub starts, connectors may be there before the people: that is no reason to give a letter up.
            done(row, () -> verdict.waitForPeople(row));
            return;
        }
        Optional<Outgoing.Replaced> replaces = row.sheet().replaces();
        if (replaces.isPresent() && replaces.get().press().isEmpty()) {
            SettledCards.Place place = SettledCards.place(shelf, replaces.get(), clock.instant());
            if (!(place instanceof SettledCards.Place.Free free)) {
                done(row, () -> verdict.cannotSettle(row, place instanceof SettledCards.Place.Coming));
                return;
            }
            replaces = Optional.of(free.card());
        }
        List<Writing> pieces = Pieces.of(row.sheet().writing(), abilities, row.repeated());
        Optional<Outgoing.Target> target = target(row);
        if (target.isEmpty() || !abilities.targets().contains(target.get().kind())) {
            done(
                    row,
                    () -> verdict.reject(
                            row,
                            row.asRead(),
                            LocalText.of("此账号不能发给这样的收件人", "this account does not reach such a recipient")));
            return;
        }
        Optional<LocalText> untaken = untaken(row.sheet().writing(), abilities);
        if (untaken.isPresent()) {
            done(row, () -> verdict.reject(row, row.asRead(), untaken.get()));
            return;
        }
        boolean again = row.marked() == row.pieces() + 1;
        if (row.pieces() > 0 && row.ofPieces() != pieces.size() && !again) {
            done(
                    row,
                    () -> verdict.leaveOpen(
                            row,
                            row.asRead(),
                            LocalText.of(
                                    "前几段已发出，平台允许的长度已改变，其余无法接着发",
                                    "some pieces went, and the platform now takes other lengths, so the rest does not fit on")));
            return;
        }
        int index = Math.min(row.pieces(), pieces.size() - 1);
        Writing words = again ? Marked.of(pieces.get(index)) : pieces.get(index);
        Outgoing piece = new Outgoing(
                row.id() + "-" + (index + 1),
                target.get(),
                words,
                clock.instant(),
                // Each piece that was taken was tried at least once.
                Math.max(0, row.tries() - row.pieces()),
                new Outgoing.Topic(
                        row.sheet().answers(),
                        row.sheet().place().flatMap(p -> p.conversation().title()),
                        replaces),
                enclosures.of(words));
        Leaving leaving = new Leaving(row, pieces.size());
        Errand.run(
                        gear,
                        row.account(),
                        Errand.Phase.SEND,
                        (sender, trail) -> ((MessageSender) sender).send(piece, trail),
                        leaving)
                .whenComplete((end, cancelled) -> {
                    if (end != null) {
                        done(row, () -> verdict.settle(row, leaving.read, abilities, index + 1 >= pieces.size(), end));
                    }
                });
    }

    /** Nothing is plainer than a file: what the account does not take is not sent at all, and said to be. */
    private static Optional<LocalText> untaken(Writing writing, Abilities abilities) {
        if (!(writing instanceof Writing.File file) || file.bytes() <= abilities.largestFile()) {
            return Optional.empty();
        }
        String most = Long.toString(abilities.largestFile() >> 20);
        return Optional.of(
                abilities.largestFile() == 0
                        ? LocalText.of("此账号不能发送文件", "this account sends no files")
                        : LocalText.of(
                                "此账号只能发送 " + most + " MB 以内的文件",
                                "this account sends files of " + most + " MB at most"));
    }

    /** The moment from which on nobody can tell. Of several calls for one piece the first is the one that leaves. */
    private final class Leaving implements BooleanSupplier {
        private final int pieces;
        private volatile ShelfRow.AsRead read;

        Leaving(ShelfRow row, int pieces) {
            this.read = row.asRead();
            this.pieces = pieces;
        }

        @Override
        public boolean getAsBoolean() {
            if (!read.waits()) {
                // It may be that another node gave this one up.
                return claims.write(read, "runner = runner");
            }
            read = claims.leave(read, pieces, clock.instant());
            return !read.waits();
        }
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

    /** What nobody needs any more, and what an earlier run of the hub left behind. */
    void sweep(Instant now) {
        claims.prolong(now);
        shelf.cards().dropChanges(now);
        afterACrash(now);
        for (ShelfRow row : shelf.expired(now)) {
            if (begins(row)) {
                done(
                        row,
                        () -> verdict.reject(
                                row,
                                row.asRead(),
                                LocalText.of("超过期限，没有发送", "it was not sent in time, and is of no use any more")));
            }
        }
    }

    Optional<Outgoing.Target> target(ShelfRow row) {
        Sheet sheet = row.sheet();
        if (sheet.to() instanceof To.Person person) {
            return addresses.target(person.person(), row.account());
        }
        if (sheet.to() instanceof To.Mail mail) {
            return Optional.of(new Outgoing.Target(Outgoing.Target.Kind.MAIL, mail.address()));
        }
        if (sheet.to() instanceof To.Mobile mobile) {
            return Optional.of(new Outgoing.Target(Outgoing.Target.Kind.MOBILE, mobile.number()));
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
