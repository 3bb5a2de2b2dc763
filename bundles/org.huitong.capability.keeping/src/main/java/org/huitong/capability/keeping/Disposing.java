// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.JobRun;
import org.huitong.api.filter.Filter;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.keeping.Keeping.Kept;
import org.huitong.api.keeping.Periods;
import org.huitong.api.keeping.Periods.Member;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.StoreException;
import org.huitong.api.text.LocalText;
import org.huitong.capability.keeping.ArchivePlace.State;
import org.huitong.capability.keeping.ArchivePlace.State.Ready;
import org.huitong.capability.keeping.CertificateShelf.Certificate;
import org.huitong.capability.keeping.CertificateShelf.Grounds;
import org.huitong.capability.keeping.CertificateShelf.Line;
import org.huitong.capability.keeping.CertificateShelf.Place;
import org.huitong.capability.keeping.ContainerShelf.Archived;
import org.huitong.capability.keeping.Filing.Desk;
import org.huitong.capability.keeping.archive.RecordLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destroys a month that two persons want destroyed: what is here, what of it lies in archives, and its key.
 *
 * <p>Why nothing of it opens any more, and all else does: each of its messages is forgotten or this ends before the key;
 * what is left under the key then is of other months, and is put under another one; and containers lose the lines of the
 * month alone. Why nothing is destroyed that is held or needed: all of it is looked at before the first is touched, and what
 * changes meanwhile is asked again in each transaction that takes something away.
 */
final class Disposing {
    private static final Logger LOG = LoggerFactory.getLogger(Disposing.class);

    private final Desk desk;
    private final CertificateShelf certificates;
    private final Claims claims;
    private final Archivist archivist;
    private final Periods periods;
    private final DisposalShelf shelf;
    private final Surveyor surveyor;
    private final Plan plan;
    private final Month month;
    private final Disposal disposal;
    private final JobRun run;
    private final Instant begun;

    Disposing(
            RecordsOffice office,
            Archivist archivist,
            Periods periods,
            DisposalShelf shelf,
            Disposal disposal,
            JobRun run) {
        this.archivist = archivist;
        this.desk = archivist.desk();
        this.certificates = archivist.certificates();
        this.claims = archivist.claims();
        this.periods = periods;
        this.shelf = shelf;
        this.surveyor = new Surveyor(desk, claims, periods);
        this.begun = desk.clock().instant();
        this.plan = office.plan(begun);
        this.month = Month.ofKey(disposal.month()).orElseThrow();
        this.disposal = disposal;
        this.run = run;
    }

    /** Ends it without another act. */
    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient LocalText why;

        Stopped(LocalText why) {
            super(why.en());
            this.why = why;
        }
    }

    /** @return why not all of it was done */
    Optional<LocalText> go() throws InterruptedException {
        closeOthers();
        try {
            dispose();
            end(Optional.empty(), true);
            return Optional.empty();
        } catch (Stopped | Keeping.Refused | StoreException | IOException | UncheckedIOException e) {
            LocalText why = why(e);
            end(Optional.of(why), true);
            return Optional.of(why);
        } catch (Keeping.Unsettled e) {
            LocalText why = LocalText.of(
                    "数据库还在写入，其中一批是否已经销毁尚不清楚；请稍后重新申请，以销毁证明为准。",
                    "The database is still writing, and it is not known yet whether some were destroyed: ask again later; the certificate tells.");
            end(Optional.of(why), false);
            return Optional.of(why);
        }
    }

    private LocalText why(Exception e) {
        if (e instanceof Stopped stopped) {
            return stopped.why;
        }
        if (e instanceof Keeping.Refused refused) {
            return refused.reason();
        }
        if (e instanceof StoreException) {
            LOG.warn("A month was not destroyed to its end month={}", month.key(), e);
            return LocalText.of(
                    "数据库出错，没有全部销毁，密钥保留；请重新申请。",
                    "The database refused something: not all was destroyed, and the key is kept. Ask again.");
        }
        IOException failure = e instanceof UncheckedIOException carried ? carried.getCause() : (IOException) e;
        LOG.warn("A month was not destroyed to its end month={}", month.key(), e);
        return ArchivePlace.trouble(failure);
    }

    private void dispose() throws Stopped, IOException, InterruptedException {
        Set<String> away = claims.missing();
        if (!away.isEmpty()) {
            throw new Stopped(Claims.away(away));
        }
        Survey survey = surveyor.look(month, plan, messages -> {
            run.progress(messages, 0);
            return true;
        });
        if (!survey.stopsNothing()) {
            throw new Stopped(survey.why());
        }
        Optional<Ready> place = place();
        Map<MessageId, Member> members = new HashMap<>();
        desk.transactions().write(connection -> {
            certificates.add(connection, disposal.certificate(), run.id(), grounds(), List.of(), begun);
            return null;
        });
        surveyor.<InterruptedException>each(month, plan, (page, stops) -> {
            if (!stops.isEmpty()) {
                throw changed();
            }
            forget(page);
            page.forEach(member -> members.put(member.id(), member));
            run.progress(members.size(), survey.messages());
            return true;
        });
        if (place.isPresent()) {
            new Thinning(desk, certificates, place.get(), disposal, run.id(), members, this::check).go();
        }
        destroyKey(members.size());
    }

    private Grounds grounds() {
        return new Grounds(0, month.key(), "", disposal.reason());
    }

    /** Empty where there is nothing in archives. */
    private Optional<Ready> place() throws Stopped, IOException {
        boolean any = !desk.transactions()
                .read(connection -> desk.shelf().all(connection, ContainerShelf.State.KEPT))
                .isEmpty();
        if (!any) {
            return Optional.empty();
        }
        State state = archivist.place().state();
        if (state instanceof State.Away away) {
            throw new Stopped(LocalText.of(
                    "归档不可用，什么都没有销毁：" + away.why().zh(),
                    "The archive is away, and nothing was destroyed: "
                            + away.why().en()));
        }
        Ready ready = (Ready) state;
        Filing.clear(desk, ready);
        return Optional.of(ready);
    }

    private static Keeping.Refused changed() {
        return new Keeping.Refused(LocalText.of(
                "规则、保全或任务刚刚有了变化；其余的没有销毁，密钥保留。",
                "Rules, holds or tasks are other than they were; the rest was not destroyed, and the key is kept."));
    }

    /** That nothing changed by which something is to be kept, asked in the transaction that takes it away. */
    private void check(Connection transaction, List<Long> lines, List<MessageId> ids) throws SQLException {
        if (!Statutes.stay(transaction, plan.of())
                || !Custody.under(transaction, lines, plan.holds()).isEmpty()) {
            throw changed();
        }
        claims.needNone(transaction, ids);
    }

    private void forget(List<Member> page) {
        List<Member> here = page.stream().filter(member -> !member.forgotten()).toList();
        Map<Long, Archived> archived = surveyor.archived(here);
        for (int from = 0; from < here.size(); from += Keeping.AT_ONCE) {
            forget(here.subList(from, Math.min(here.size(), from + Keeping.AT_ONCE)), archived);
        }
    }

    private void forget(List<Member> here, Map<Long, Archived> archived) {
        List<MessageId> ids = here.stream().map(Member::id).toList();
        List<Long> firsts = here.stream().map(Member::seq).toList();
        List<Kept> kept = desk.keeping().open(ids);
        if (kept.size() < here.size()) {
            throw changed();
        }
        List<Line> lines = kept.stream()
                .map(one -> line(one, Optional.ofNullable(archived.get(one.seq()))))
                .toList();
        Keeping.Due free =
                new Keeping.Due(new Filter.Not(plan.held()).and(new Filter.Not(plan.keeps(month.end()))), Instant.MAX);
        List<Keeping.Seen> seen = kept.stream().map(Kept::seen).toList();
        desk.keeping().forget(seen, free, disposal.certificate(), transaction -> {
            check(transaction, firsts, ids);
            certificates.add(transaction, disposal.certificate(), run.id(), grounds(), lines, begun);
            desk.register().notices().takeDown(transaction, firsts);
            desk.audit()
                    .note(
                            transaction,
                            Deed.done(Doer.HUB, "keeping.destroy", Thing.of("certificate", disposal.certificate()))
                                    .changing(lines.size() + " messages", "sha256 " + hash(lines)));
        });
    }

    private static String hash(List<Line> lines) {
        return RecordLine.hash(lines.stream().map(Line::text).collect(Collectors.joining()));
    }

    private Line line(Kept kept, Optional<Archived> archived) {
        Instant sentAt = kept.versions().get(0).message().sentAt();
        RecordLine now = RecordLine.of(kept);
        return new Line(
                kept.seq(),
                kept.id(),
                sentAt,
                archived.map(Archived::container).orElse(0),
                archived.map(Archived::hash).orElseGet(() -> HexFormat.of().formatHex(archivist.print(now.bytes()))));
    }

    /** It is noted before: a key that is gone without a word would be worse than a word too many. */
    private void destroyKey(int messages) throws Stopped {
        if (periods.over().contains(month.key())) {
            int moved = periods.moveRest(month.key());
            desk.transactions().write(connection -> {
                desk.audit()
                        .note(
                                connection,
                                Deed.done(Doer.HUB, "keeping.key", Thing.of("key", month.key()))
                                        .changing(
                                                "",
                                                "certificate " + disposal.certificate() + ", " + moved
                                                        + " lines of other months put under another key"));
                return null;
            });
            if (!periods.destroy(month.key()) && periods.over().contains(month.key())) {
                throw new Stopped(LocalText.of("密钥仍在使用，没有销毁。", "The key is in use still and was not destroyed."));
            }
        }
        desk.transactions().write(connection -> {
            String before = "before " + desk.clock().instant();
            name(connection, new Place("key", month.key(), true, "", messages));
            name(connection, new Place("backups", before, false, "", messages));
            name(connection, new Place("key-copies", before, false, "", messages));
            return null;
        });
    }

    private void name(Connection connection, Place place) throws SQLException {
        certificates.name(connection, disposal.certificate(), place);
    }

    /** Those of disposals that were stopped when nobody knew what had become of a batch. */
    private void closeOthers() {
        desk.transactions().write(connection -> {
            for (Certificate open : certificates.openOfMonths(connection)) {
                if (!open.number().equals(disposal.certificate())) {
                    Shredding.close(desk, certificates, connection, open.number());
                }
            }
            return null;
        });
    }

    private void end(Optional<LocalText> trouble, boolean certify) {
        desk.transactions().write(connection -> {
            if (certify
                    && certificates
                            .find(connection, disposal.certificate())
                            .filter(one -> one.closedAt().isEmpty())
                            .isPresent()) {
                Shredding.close(desk, certificates, connection, disposal.certificate());
            }
            shelf.end(connection, disposal.id(), desk.clock().instant(), trouble);
            return null;
        });
    }
}
