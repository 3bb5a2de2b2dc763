// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobRun;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.StoreException;
import org.huitong.api.text.LocalText;
import org.huitong.capability.keeping.ArchivePlace.State;
import org.huitong.capability.keeping.ArchivePlace.State.Ready;
import org.huitong.capability.keeping.Filing.Desk;
import org.huitong.capability.keeping.Sorting.Due;
import org.huitong.capability.keeping.Sorting.Lot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round through all that is due: archives, announces and destroys. What goes wrong with the archive ends neither the
 * round nor what it has done; it is told, and the next round goes on.
 */
final class Round {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final RecordsOffice office;
    private final Archivist archivist;
    private final Desk desk;
    private final JobRun run;
    private final Rightful rightful;
    private final Custody custody = new Custody();
    private final Tally tally = new Tally();
    private Optional<LocalText> trouble = Optional.empty();

    /** Says whether whoever ordered it may still do it. */
    interface Rightful {
        void check() throws JobFailure;
    }

    Round(RecordsOffice office, Archivist archivist, JobRun run, Rightful rightful) {
        this.office = office;
        this.archivist = archivist;
        this.desk = archivist.desk();
        this.run = run;
        this.rightful = rightful;
    }

    LocalText go() throws JobFailure, InterruptedException {
        Instant now = desk.clock().instant();
        Plan plan = office.plan(now);
        desk.transactions().write(connection -> {
            desk.register().begin(connection, run.id(), run.owner(), now);
            for (CertificateShelf.Certificate open : archivist.certificates().open(connection)) {
                if (!open.run().equals(run.id())) {
                    Shredding.close(desk, archivist.certificates(), connection, open.number());
                }
            }
            return null;
        });
        custody(plan, now);
        Optional<Ready> place = place();
        boolean complete = allHere();
        for (Plan.Part part : plan.parts()) {
            try {
                part(plan, part, now, place, complete);
            } catch (IOException e) {
                meets(ArchivePlace.trouble(e));
            } catch (StoreException e) {
                LOG.warn(
                        "A rule's part of a run was left to the next one rule={}",
                        part.rule().id(),
                        e);
                meets(LocalText.of(
                        "处理规则“" + part.rule().name() + "”时数据库出错；下次再试。",
                        "The database refused something of the rule “"
                                + part.rule().name() + "”; it is tried again the next time."));
            }
        }
        if (trouble.isEmpty()) {
            desk.transactions().write(connection -> {
                desk.register().notices().takeDownUnseen(connection, now);
                return null;
            });
        }
        Counts left = new Counts(0, 0, 0, tally.of(Lot.HELD), tally.of(Lot.NEEDED), tally.of(Lot.UNJUDGED));
        return desk.transactions().write(connection -> {
            desk.register().count(connection, run.id(), left);
            desk.register().end(connection, run.id(), desk.clock().instant(), trouble);
            Counts counts =
                    desk.register().run(connection, run.id()).orElseThrow().counts();
            LocalText words = KeepingRun.words(counts);
            return trouble.map(why -> LocalText.of(words.zh() + why.zh(), words.en() + " " + why.en()))
                    .orElse(words);
        });
    }

    /** The first trouble is told. */
    private void meets(LocalText why) {
        trouble = trouble.or(() -> Optional.of(why));
    }

    /** What is under a hold stays there, whoever takes its marks off. */
    private void custody(Plan plan, Instant now) throws JobFailure, InterruptedException {
        desk.transactions().write(connection -> {
            Custody.release(connection, plan.holds());
            return null;
        });
        for (Hold hold : office.holds(now)) {
            try {
                custody.<Stop>take(desk.transactions(), desk.keeping(), hold, messages -> {
                    try {
                        run.progress(messages, 0);
                        rightful.check();
                        return true;
                    } catch (JobFailure | InterruptedException e) {
                        throw new Stop(e);
                    }
                });
            } catch (Stop stop) {
                stop.rethrowWithoutMedium();
            }
        }
    }

    private Optional<Ready> place() {
        State state = archivist.place().state();
        if (state instanceof State.Away away) {
            meets(away.why());
            return Optional.empty();
        }
        Ready ready = (Ready) state;
        try {
            Filing.clear(desk, ready);
            return Optional.of(ready);
        } catch (IOException e) {
            meets(ArchivePlace.trouble(e));
            return Optional.empty();
        }
    }

    private boolean allHere() {
        Set<String> missing = archivist.claims().missing();
        if (!missing.isEmpty()) {
            meets(Claims.away(missing));
        }
        return missing.isEmpty();
    }

    private void part(Plan plan, Plan.Part part, Instant now, Optional<Ready> place, boolean complete)
            throws IOException, JobFailure, InterruptedException {
        Pile going = new Pile();
        if (place.isPresent() && part.rule().then() == Rule.Then.ARCHIVE) {
            try (Filing filing = new Filing(desk, place.get(), run.id(), part.rule())) {
                each(plan, part, now, page -> {
                    follow(part, page, now);
                    filing.add(ids(page, Lot.ARCHIVE));
                    going.add(ids(page, Lot.DESTROY));
                });
                filing.end();
            }
        } else {
            each(plan, part, now, page -> {
                follow(part, page, now);
                going.add(ids(page, Lot.DESTROY));
            });
        }
        if (complete) {
            destroy(plan, part, now, place, going);
        }
    }

    /** What is to be destroyed, up to what one round takes. */
    private static final class Pile {
        private static final int MOST = 100_000;
        private final List<MessageId> messages = new ArrayList<>();

        void add(List<MessageId> more) {
            messages.addAll(more.subList(0, Math.min(more.size(), MOST - messages.size())));
        }
    }

    private interface Step {
        void take(List<Due> page) throws IOException;
    }

    private void each(Plan plan, Plan.Part part, Instant now, Step step)
            throws IOException, JobFailure, InterruptedException {
        try {
            office.sorting().<Stop>each(plan, part, now, page -> {
                try {
                    tally.count(page);
                    run.progress(tally.looked(), 0);
                    rightful.check();
                    step.take(page);
                    return true;
                } catch (IOException | JobFailure | InterruptedException e) {
                    throw new Stop(e);
                }
            });
        } catch (Stop stop) {
            stop.rethrow();
        }
    }

    /** Carries what ended it through the sorting. */
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;

        Stop(Exception why) {
            super(why);
        }

        void rethrow() throws IOException, JobFailure, InterruptedException {
            if (getCause() instanceof IOException e) {
                throw e;
            }
            rethrowWithoutMedium();
        }

        void rethrowWithoutMedium() throws JobFailure, InterruptedException {
            if (getCause() instanceof JobFailure e) {
                throw e;
            }
            throw (InterruptedException) getCause();
        }
    }

    private static List<MessageId> ids(List<Due> page, Lot lot) {
        return page.stream()
                .filter(due -> due.lot() == lot)
                .map(due -> due.message().id())
                .toList();
    }

    private void follow(Plan.Part part, List<Due> page, Instant now) {
        desk.transactions().write(connection -> {
            int fresh = desk.register()
                    .notices()
                    .follow(connection, page, part.rule().id(), now);
            desk.register().count(connection, run.id(), new Counts(0, fresh, 0, 0, 0));
            return null;
        });
    }

    private void destroy(Plan plan, Plan.Part part, Instant now, Optional<Ready> place, Pile going)
            throws IOException, JobFailure, InterruptedException {
        if (going.messages.isEmpty()) {
            return;
        }
        Shredding shredding = archivist.shredding(place, plan, part, run.id(), number(part, now));
        boolean settled = true;
        try {
            for (int from = 0; from < going.messages.size(); from += Keeping.AT_ONCE) {
                rightful.check();
                settled = destroy(
                                shredding,
                                going.messages.subList(from, Math.min(going.messages.size(), from + Keeping.AT_ONCE)))
                        && settled;
                run.progress(tally.looked(), 0);
            }
        } finally {
            if (settled) {
                shredding.close();
            }
        }
    }

    /** @return false where nobody knows yet what became of them: then the certificate stays open until the next round */
    private boolean destroy(Shredding shredding, List<MessageId> messages) throws IOException {
        try {
            shredding.destroy(messages);
        } catch (Keeping.Refused e) {
            meets(e.reason());
        } catch (Keeping.Unsettled e) {
            meets(
                    LocalText.of(
                            "数据库还在写入，其中一批是否已经销毁尚不清楚；以销毁证明为准。",
                            "The database is still writing, and it is not known yet whether some were destroyed; the certificate tells."));
            return false;
        }
        return true;
    }

    /** A run that was cut off goes on under another number where its certificate was closed. */
    private String number(Plan.Part part, Instant now) {
        String first = "D%s-%s-%d"
                .formatted(
                        DAY.format(now.atZone(desk.clock().zone())),
                        run.id().substring(0, Math.min(8, run.id().length())),
                        part.rule().id());
        return desk.transactions().read(connection -> {
            String number = first;
            for (int nth = 2;
                    archivist
                            .certificates()
                            .find(connection, number)
                            .flatMap(CertificateShelf.Certificate::closedAt)
                            .isPresent();
                    nth++) {
                number = first + "-" + nth;
            }
            return number;
        });
    }
}
