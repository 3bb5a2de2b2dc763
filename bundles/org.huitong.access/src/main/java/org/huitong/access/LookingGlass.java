// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.huitong.access.Sessions.Glimpse;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.On;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Person;
import org.huitong.api.store.Transactions;
import org.huitong.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets somebody look at the hub through the eyes of another: in this one session, reading alone, for {@link #LASTS}. It
 * is noted when it begins and when it ends, and the other sees both. What is seen is judged by {@link Glance}.
 */
@Component(service = {LookingGlass.class, Alarm.class})
@AlarmName(alarm = LookingGlass.ALARM)
public final class LookingGlass implements Alarm {
    static final String ALARM = "access.eyes";
    static final Duration LASTS = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(LookingGlass.class);
    private static final Act VIEW = Act.of(Permissions.VIEW_AS);

    private final Desk desk;
    private final Policy policy;
    private final Guard guard;
    private final Recognising people;
    private final Transactions transactions;
    private final Audit audit;
    private final Alarms alarms;
    private final ZoneId zone;

    @Activate
    public LookingGlass(
            @Reference Desk desk,
            @Reference Policy policy,
            @Reference Guard guard,
            @Reference Recognising people,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Alarms alarms,
            @Reference Clock clock) {
        this.desk = desk;
        this.policy = policy;
        this.guard = guard;
        this.people = people;
        this.transactions = transactions;
        this.audit = audit;
        this.alarms = alarms;
        this.zone = clock.zone();
    }

    /**
     * Begins it, or says why not.
     *
     * @param cookie of the session that is to look; with a token nobody does
     * @param account,person whose eyes: the one or the other
     */
    void look(Asker by, Optional<String> cookie, Optional<String> account, Optional<String> person) {
        Sessions.Row row = cookie.filter(there -> by.token().isEmpty())
                .flatMap(desk.sessions()::look)
                .filter(there -> there.account().equals(by.account()))
                .orElseThrow(Refused::notByToken);
        if (by.perspective().isPresent()) {
            throw Refused.looksAlready();
        }
        Account other = account.map(name -> desk.accounts().find(name).orElseThrow(Refused::noSuchAccount))
                .or(() -> person.flatMap(desk.accounts()::openOf))
                .orElseThrow(() -> Refused.noEyes(
                        "这个人员没有可登录的账号；他的权限请看“有效权限”。",
                        "That person has no account here; look at their effective rights instead."));
        try {
            check(by, other);
        } catch (Problem refused) {
            audit.note(Deeds.mayNotLook(by, other));
            throw refused;
        }
        Instant until = desk.now().plus(LASTS);
        Optional<Glimpse> glimpse = Optional.of(new Glimpse(other.name(), until));
        transactions.write(connection -> {
            desk.shelf().looks(connection, row.hash(), glimpse);
            alarms.set(connection, ALARM, new Look(row.id(), by.account(), other.name()).key(), until);
            audit.note(connection, Deeds.looks(by, other, until));
            return null;
        });
        desk.sessions().looks(row, glimpse);
        LOG.info("Somebody looks through the eyes of another, account={} by={}", other.name(), by.account());
    }

    private void check(Asker by, Account other) {
        if (other.name().equals(by.account())
                || other.person().isPresent() && other.person().equals(by.person())) {
            throw Refused.noEyes("这就是您自己的视角。", "These are your own eyes.");
        }
        if (!other.isPersons() || !other.isOpen() || other.mustChange()) {
            throw Refused.noEyes(
                    "只能以可登录的人员账号的视角查看；服务账号、已停用和尚未首次改密的账号什么也看不到。",
                    "Only an account of a person that is open sees anything: no service account, none that is shut or has"
                            + " yet to change its first password.");
        }
        if (!policy.holdsWhole(by, Permissions.VIEW_AS)
                && other.person()
                        .flatMap(people::person)
                        .filter(who -> reaches(by, who))
                        .isEmpty()) {
            throw Refused.notWithin(other.display());
        }
        guard.checkLooks(by, other);
    }

    private boolean reaches(Asker by, Person person) {
        return person.departments(desk.now().atZone(zone).toLocalDate()).stream()
                        .anyMatch(id ->
                                policy.decide(by, VIEW, new On.Department(id)).allows())
                || policy.decide(by, VIEW, new On.Company(person.company())).allows();
    }

    /** Ends it before its time; where nobody looks, nothing happens. */
    void end(Optional<String> cookie) {
        cookie.flatMap(desk.sessions()::look)
                .filter(row -> row.glimpse().isPresent())
                .ifPresent(row -> transactions.write(connection -> {
                    Look look = Look.of(row);
                    alarms.cancel(connection, ALARM, look.key());
                    end(connection, row);
                    note(connection, look, "ended");
                    return null;
                }));
    }

    /** Its time is over; its session may have been over before, and who was looked at is told that it has ended. */
    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        Look look = Look.of(ring.key());
        Optional<Sessions.Row> row = desk.sessions().byId(look.session());
        if (row.isEmpty()) {
            note(transaction, look, "with its session");
        } else if (row.get()
                .glimpse()
                .filter(glimpse -> !glimpse.until().isAfter(ring.now()))
                .isPresent()) {
            end(transaction, row.get());
            note(transaction, look, "over");
        }
        return new After.Over();
    }

    private void end(Connection transaction, Sessions.Row row) throws SQLException {
        desk.shelf().looks(transaction, row.hash(), Optional.empty());
        desk.sessions().looks(row, Optional.empty());
    }

    private void note(Connection transaction, Look look, String why) throws SQLException {
        Optional<Account> by = desk.accounts().find(look.by());
        Optional<Account> other = desk.accounts().find(look.other());
        if (by.isPresent() && other.isPresent()) {
            audit.note(transaction, Deeds.looksNoMore(by.get(), other.get(), why));
        }
    }

    /** Who looks through whose eyes, as its alarm knows it: names of accounts have no blanks. */
    private record Look(String session, String by, String other) {
        static Look of(Sessions.Row row) {
            return new Look(row.id(), row.account(), row.glimpse().orElseThrow().account());
        }

        static Look of(String key) {
            String[] words = key.split(" ");
            return new Look(words[0], words[1], words[2]);
        }

        String key() {
            return session + " " + by + " " + other;
        }
    }
}
