// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.platform;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Directory;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Errands.Ending;
import org.huitong.api.connector.Step;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.capability.people.platform.LeaverShelf.Owed;
import org.huitong.capability.people.roster.RosterKeeper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Shuts those who left out of the platforms, by the accounts that may: within a minute once its time has come, and again
 * until it is done. What cannot be done stays on the list with its reason.
 *
 * <p>Why nobody is shut out who works here: before each call the roster is asked whether the person has left, and whether
 * the account is theirs still.
 */
@Component(service = {Alarm.class, Gatekeeper.class})
@AlarmName(alarm = Gatekeeper.NAME)
public final class Gatekeeper implements Alarm {
    static final String NAME = "people.leaving";
    private static final String KEY = "all";
    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final LocalText BACK =
            LocalText.of("此人已回来，或账号已归别人，不再停用", "the person is back, or the account is somebody else’s: it is not shut");

    private final RosterKeeper keeper;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final Map<String, Directory> directories = new ConcurrentHashMap<>();
    /** By the name of the account: whose directory it is, where its platform had to be asked. */
    private final Map<String, String> tenants = new ConcurrentHashMap<>();

    private final Set<Owed> busy = ConcurrentHashMap.newKeySet();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Errands errands;

    @Activate
    public Gatekeeper(
            @Reference RosterKeeper keeper,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Alarms alarms,
            @Reference Clock clock,
            @Reference(target = "(schema=people)") Schema tables) {
        this(keeper, transactions, audit, clock);
        transactions.write(connection -> {
            alarms.set(connection, NAME, KEY, clock.instant().plus(ROUND));
            return null;
        });
    }

    Gatekeeper(RosterKeeper keeper, Transactions transactions, Audit audit, Clock clock) {
        this.keeper = keeper;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** The hub's way of asking, where nothing wires it. */
    Gatekeeper with(Errands runner) {
        errands = runner;
        return this;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(Directory directory, Map<String, Object> properties) {
        String pid = String.valueOf(properties.get("service.pid"));
        if (pid.indexOf('~') > 0 && properties.get("huitong.platform") instanceof String platform) {
            directories.put(platform + ":" + pid.substring(pid.indexOf('~') + 1), directory);
        }
    }

    public void remove(Directory directory) {
        directories.values().remove(directory);
        tenants.keySet().retainAll(directories.keySet());
    }

    /** Outside the transaction: each account has one of its own, once its platform has answered. */
    @Override
    public Alarm prepare(String key) {
        List<Owed> due = transactions.read(connection -> LeaverShelf.due(connection, clock.instant()));
        for (Owed owed : due) {
            if (busy.add(owed)) {
                see(owed).whenComplete((done, broken) -> busy.remove(owed));
            }
        }
        return this;
    }

    @Override
    public After ring(Connection transaction, Ring ring) {
        return new After.Again(ring.now().plus(ROUND));
    }

    private CompletionStage<Void> see(Owed owed) {
        Errands running = errands;
        if (running == null) {
            return CompletableFuture.completedFuture(null);
        }
        if (!isOwed(owed)) {
            put(owed, DAY, Optional.of(BACK));
            return CompletableFuture.completedFuture(null);
        }
        List<String> able = directories.entrySet().stream()
                .filter(one -> one.getKey().startsWith(owed.platform() + ":"))
                .filter(one -> one.getValue().reach().shuts())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return able.isEmpty() ? nobodyCan(owed) : by(running, able, 0, owed);
    }

    /** Tries one account after the other until one is of the company. */
    private CompletionStage<Void> by(Errands running, List<String> able, int index, Owed owed) {
        if (index == able.size()) {
            return nobodyCan(owed);
        }
        String name = able.get(index);
        return tenant(running, name).thenCompose(tenant -> {
            if (tenant instanceof Ending.Done<String> done && !done.value().equals(owed.tenant())) {
                return by(running, able, index + 1, owed);
            }
            return tenant instanceof Ending.Done<String>
                    ? this.<Boolean>run(
                                    running,
                                    name,
                                    (directory, trail) -> isOwed(owed)
                                            ? directory.shutOut(owed.account(), trail)
                                            : Step.failed(Step.Failure.REFUSED, BACK))
                            .thenAccept(ending -> ended(owed, ending))
                    : CompletableFuture.completedFuture(tenant).thenAccept(ending -> ended(owed, ending));
        });
    }

    private CompletionStage<Ending<String>> tenant(Errands running, String name) {
        String known = Optional.ofNullable(tenants.get(name))
                .or(() -> Optional.ofNullable(directories.get(name))
                        .map(one -> one.profile().tenant()))
                .orElse("");
        if (!known.isEmpty()) {
            return CompletableFuture.completedFuture(new Ending.Done<>(known));
        }
        return this.<String>run(running, name, Directory::tenant).thenApply(ending -> {
            if (ending instanceof Ending.Done<String> done) {
                tenants.put(name, done.value());
            }
            return ending;
        });
    }

    private interface Asking<T> {
        Step<T> of(Directory directory, org.huitong.api.connector.Trail trail);
    }

    private <T> CompletionStage<Ending<T>> run(Errands running, String name, Asking<T> asking) {
        int colon = name.indexOf(':');
        return running.run(
                name.substring(0, colon),
                name.substring(colon + 1),
                (connector, trail) -> connector instanceof Directory directory
                                && directory.reach().shuts()
                        ? asking.of(directory, trail)
                        : Step.failed(
                                Step.Failure.ACCOUNT,
                                LocalText.of("此账号的连接器不再停用离职者", "the connector of this account shuts nobody any more")));
    }

    private boolean isOwed(Owed owed) {
        Roster roster = keeper.roster();
        boolean left = roster.person(owed.person()).filter(Person::active).isEmpty();
        return left
                && roster.holder(owed.platform(), owed.tenant(), owed.account())
                        .filter(Person::active)
                        .isEmpty();
    }

    private void ended(Owed owed, Ending<?> ending) {
        if (ending instanceof Ending.Done<?>) {
            transactions.write(connection -> {
                if (LeaverShelf.done(connection, owed, clock.instant(), Doer.HUB.account())) {
                    audit.note(
                            connection,
                            Deed.done(Doer.HUB, "people.shut-out", Thing.of("person", owed.person()))
                                    .changing("", owed.platform() + "/" + owed.tenant() + "/" + owed.account()));
                }
                return null;
            });
        } else if (ending instanceof Ending.Later<?> later) {
            put(owed, later.after().compareTo(ROUND) < 0 ? ROUND : later.after(), Optional.of(later.why()));
        } else if (ending instanceof Ending.Failed<?> failed) {
            Duration pause =
                    switch (failed.failure()) {
                        case REFUSED -> DAY;
                        case ACCOUNT -> HOUR;
                        default -> SOON;
                    };
            put(owed, pause, Optional.of(failed.why()));
        }
    }

    /** It may be set up any moment, so it is looked at again soon; what there is to do is the same all the while. */
    private CompletionStage<Void> nobodyCan(Owed owed) {
        put(owed, SOON, Optional.empty());
        return CompletableFuture.completedFuture(null);
    }

    private void put(Owed owed, Duration pause, Optional<LocalText> why) {
        transactions.write(connection -> {
            LeaverShelf.later(connection, owed, clock.instant().plus(pause), why);
            return null;
        });
    }
}
