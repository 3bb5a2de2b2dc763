// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.itest.leak.Firm.Unit;
import org.huitong.itest.leak.Firm.Worker;
import org.huitong.itest.leak.Said.Level;

/**
 * Who may read what, as the house's papers say it in words. It walks through who said what to whom and where, and knows
 * nothing of filters, marks and queries.
 */
final class Law {
    private final Firm firm;
    private final LocalDate today;

    Law(Firm firm, LocalDate today) {
        this.firm = firm;
        this.today = today;
    }

    /** How far something that was given reaches. */
    enum Where {
        ASSIGNED,
        DEPARTMENT,
        BELOW,
        PROJECT,
        COMPANY,
        ALL
    }

    /**
     * A right to something, up to a secrecy.
     *
     * @param unit,company where it begins; absent: where the person belongs
     * @param platforms,forms those it is limited to; empty: every one
     */
    record Given(
            Where where,
            Level upTo,
            Optional<Unit> unit,
            Optional<String> company,
            Set<String> platforms,
            Set<Said.Form> forms,
            Optional<LocalDate> until) {
        static Given of(Where where) {
            return new Given(
                    where, Level.INTERNAL, Optional.empty(), Optional.empty(), Set.of(), Set.of(), Optional.empty());
        }

        Given at(Unit unit) {
            return new Given(where, upTo, Optional.of(unit), company, platforms, forms, until);
        }

        Given in(String company) {
            return new Given(where, upTo, unit, Optional.of(company), platforms, forms, until);
        }

        Given upTo(Level level) {
            return new Given(where, level, unit, company, platforms, forms, until);
        }

        Given until(LocalDate day) {
            return new Given(where, upTo, unit, company, platforms, forms, Optional.of(day));
        }

        Given only(Set<String> platforms, Set<Said.Form> forms) {
            return new Given(where, upTo, unit, company, platforms, forms, until);
        }
    }

    /**
     * What somebody may.
     *
     * @param worker who it is; absent: nobody of the roster
     * @param reading what lets read
     * @param recalled what lets read what was taken back, of what may be read
     * @param everything reads all, whoever it is
     * @param eyes whose eyes they look through
     */
    record Standing(
            Optional<Worker> worker,
            List<Given> reading,
            List<Given> recalled,
            boolean everything,
            Optional<Standing> eyes) {
        Standing(Optional<Worker> worker, List<Given> reading, List<Given> recalled, boolean everything) {
            this(worker, reading, recalled, everything, Optional.empty());
        }

        Standing through(Standing other) {
            return new Standing(worker, reading, recalled, everything, Optional.of(other));
        }
    }

    /** Whether somebody may know that it was said; through the eyes of another, whether both may. */
    boolean reads(Standing who, Said said) {
        return readsAlone(who, said)
                && who.eyes().map(other -> readsAlone(other, said)).orElse(true);
    }

    private boolean readsAlone(Standing who, Said said) {
        return who.everything()
                || who.worker()
                        .filter(me -> employee(me, said)
                                || who.reading().stream().anyMatch(given -> reaches(given, me, said)))
                        .isPresent();
    }

    /** Whether somebody may know its words; through the eyes of another, whether both may. */
    boolean hears(Standing who, Said said) {
        return hearsAlone(who, said)
                && who.eyes().map(other -> hearsAlone(other, said)).orElse(true);
    }

    private boolean hearsAlone(Standing who, Said said) {
        return readsAlone(who, said)
                && !said.stateSecret
                && (!said.recalled
                        || who.everything()
                        || who.worker()
                                .filter(me -> who.recalled().stream().anyMatch(given -> reaches(given, me, said)))
                                .isPresent());
    }

    /** Of what may be read, what a further right reaches, as the one to take messages out. */
    boolean uses(Standing who, List<Given> further, Said said) {
        return hears(who, said)
                && who.worker()
                        .filter(me -> further.stream().anyMatch(given -> reaches(given, me, said)))
                        .isPresent();
    }

    /** Own messages, and those of the rooms of one's own department; never what colleagues say to each other. */
    private static boolean employee(Worker me, Said said) {
        boolean mine = said.by.filter(by -> by.number() == me.number()).isPresent()
                || said.to.filter(to -> to.number() == me.number()).isPresent();
        boolean ours = said.roomUnits.stream().anyMatch(me.units()::contains);
        return said.secrecy.compareTo(Level.INTERNAL) <= 0 && (mine || ours);
    }

    private boolean reaches(Given given, Worker me, Said said) {
        return given.until().map(last -> !today.isAfter(last)).orElse(true)
                && said.secrecy.compareTo(given.upTo()) <= 0
                && (given.platforms().isEmpty() || given.platforms().contains(said.platform))
                && (given.forms().isEmpty() || given.forms().contains(said.form))
                && within(given, me, said);
    }

    private boolean within(Given given, Worker me, Said said) {
        Set<Unit> own = given.unit().map(Set::of).orElse(me.units());
        return switch (given.where()) {
            case ALL -> true;
            case ASSIGNED -> said.assigned.contains(me.number());
            case DEPARTMENT -> said.units.stream().anyMatch(own::contains);
            case BELOW -> said.units.stream().anyMatch(unit -> own.stream().anyMatch(top -> firm.isBelow(unit, top)));
            case COMPANY -> said.companies.stream()
                    .anyMatch(company -> Firm.belongs(company, given.company().orElse(me.company())));
            case PROJECT -> firm.ventures().stream()
                    .filter(venture -> venture.open() && venture.members().contains(me.number()))
                    .anyMatch(venture -> said.ventures.contains(venture.code())
                            || said.room
                                    .filter(room -> venture.rooms().contains(room.number()))
                                    .isPresent());
        };
    }
}
