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
import org.huitong.api.text.LocalText;
import org.huitong.capability.keeping.ArchivePlace.State;
import org.huitong.capability.keeping.ArchivePlace.State.Ready;
import org.huitong.capability.keeping.Filing.Desk;
import org.huitong.capability.keeping.Sorting.Due;
import org.huitong.capability.keeping.Sorting.Lot;

/**
 * One round through all that is due: archives, announces and destroys. What goes wrong with the archive ends neither the
 * round nor what it has done; it is told, and the next round goes on.
 */
final class Round {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final RecordsOffice office;
    private final Archivist archivist;
    private final Desk desk;
    private final JobRun run;
    private final Rightful rightful;
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
        Optional<Ready> place = place();
        boolean complete = allHere();
        for (Plan.Part part : plan.parts()) {
            try {
                part(plan, part, now, place, complete);
            } catch (IOException e) {
                meets(ArchivePlace.trouble(e));
            } catch (Keeping.Refused e) {
                meets(e.reason());
            }
        }
        Counts left = new Counts(0, 0, 0, tally.of(Lot.HELD), tally.of(Lot.NEEDED));
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
            String names = String.join("、", missing);
            meets(LocalText.of(
                    "以下功能曾声明需要保留消息，现在不在，因此什么都没有销毁：" + names + "。",
                    "Nothing was destroyed, since these once said that messages are needed, and are away: " + names
                            + "."));
        }
        return missing.isEmpty();
    }

    private void part(Plan plan, Plan.Part part, Instant now, Optional<Ready> place, boolean complete)
            throws IOException, JobFailure, InterruptedException {
        Pile going = new Pile();
        if (place.isPresent() && part.rule().then() == Rule.Then.ARCHIVE) {
            try (Filing filing = new Filing(desk, place.get(), run.id(), part.rule())) {
                each(plan, part, now, page -> {
                    filing.add(ids(page, Lot.ARCHIVE));
                    going.add(ids(page, Lot.DESTROY));
                });
                filing.end();
            }
        } else {
            each(plan, part, now, page -> {
                announce(part, page, now);
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

    private void announce(Plan.Part part, List<Due> page, Instant now) {
        List<Long> fresh = page.stream()
                .filter(due -> due.lot() == Lot.ANNOUNCE)
                .map(due -> due.message().seq())
                .toList();
        if (!fresh.isEmpty()) {
            desk.transactions().write(connection -> {
                desk.register().announce(connection, fresh, part.rule().id(), now);
                desk.register().count(connection, run.id(), new Counts(0, fresh.size(), 0, 0, 0));
                return null;
            });
        }
    }

    private void destroy(Plan plan, Plan.Part part, Instant now, Optional<Ready> place, Pile going)
            throws IOException, JobFailure, InterruptedException {
        if (going.messages.isEmpty()) {
            return;
        }
        String number = "D%s-%s-%d"
                .formatted(
                        DAY.format(now.atZone(desk.clock().zone())),
                        run.id().substring(0, Math.min(8, run.id().length())),
                        part.rule().id());
        Shredding shredding = archivist.shredding(place, plan, part, run.id(), number);
        try {
            for (int from = 0; from < going.messages.size(); from += Keeping.AT_ONCE) {
                rightful.check();
                shredding.destroy(
                        going.messages.subList(from, Math.min(going.messages.size(), from + Keeping.AT_ONCE)));
                run.progress(tally.looked(), 0);
            }
        } finally {
            shredding.close();
        }
    }
}
