// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.persistence.EntityManagerFactory;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.access.Right;
import org.huitong.api.access.Rights;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.people.RosterWatch;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.capability.rights.Holding.Held;
import org.huitong.capability.rights.Reach.Effective;
import org.huitong.kit.edition.EditedSet;
import org.huitong.kit.edition.EditedShelf;
import org.huitong.kit.edition.Outcome;
import org.huitong.kit.entity.Entities;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps roles and who holds them, and tells access what comes of it whenever one of them, or the roster, has changed:
 * before the change is answered, so that what was taken away opens nothing from then on. When it leaves, what it has told
 * stays in force; it begins with it again when it comes back.
 */
@Component(
        service = {RightsKeeper.class, RosterWatch.class, RoleHolders.class},
        immediate = true)
public final class RightsKeeper implements RosterWatch, RoleHolders {
    private static final Logger LOG = LoggerFactory.getLogger(RightsKeeper.class);
    private static final String NAME = "rights";
    private static final String HUB = "-hub";

    private final EditedShelf<String, Role> roles;
    private final EditedShelf<String, Holding> holdings;
    private final Rights access;
    private final InstantSource clock;
    private final ZoneId zone;
    private volatile State state;

    /** What everything follows from, as it stands. */
    private record State(Optional<Roster> roster, Map<String, Role> roles, Map<String, Holding> holdings) {}

    @Activate
    public RightsKeeper(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=" + NAME + ")") EntityManagerFactory entities,
            @Reference(target = "(schema=" + NAME + ")") Schema tables,
            @Reference Rights access) {
        this(new Entities(transactions, entities), access, InstantSource.system(), ZoneId.of("Asia/Shanghai"));
    }

    RightsKeeper(Entities entities, Rights access, InstantSource clock, ZoneId zone) {
        this.roles = new EditedShelf<>(entities, EditedSet.named("rights_role", new RoleForm(), clock));
        this.holdings = new EditedShelf<>(entities, EditedSet.named("rights_holding", new HoldingForm(), clock));
        this.access = access;
        this.clock = clock;
        this.zone = zone;
        if (roles.newest().version() == 0) {
            DeliveredRoles.ALL.forEach(role -> roles.add(role, HUB));
        }
        this.state = read(Optional.empty());
    }

    @Override
    public synchronized void changed(Roster roster) {
        publish(new State(Optional.of(roster), state.roles(), state.holdings()));
    }

    @Override
    public List<String> of(String role, Optional<String> department) {
        State now = state;
        return now.roster()
                .map(roster -> new Holders(now.holdings().values(), roster, LocalDate.ofInstant(clock.instant(), zone))
                        .of(role, department))
                .orElse(List.of());
    }

    List<Role> roles() {
        return roles.newest().items();
    }

    Optional<Role> role(String id) {
        return Optional.ofNullable(state.roles().get(id));
    }

    synchronized Outcome<Role> add(Role role, String by) {
        return published(roles.add(role, by));
    }

    synchronized Outcome<Role> replace(Role role, String by) {
        return published(roles.replace(role, by));
    }

    /** Empty where the roster is known, and nobody in it is called so. */
    Optional<Holding> holding(String person) {
        return isKnown(person)
                ? Optional.of(state.holdings().getOrDefault(person, new Holding(person, 0, List.of())))
                : Optional.empty();
    }

    private boolean isKnown(String person) {
        return state.roster().map(r -> r.person(person).isPresent()).orElse(true);
    }

    /** @param wanted with the version that its editor saw; 0 where the person had been given nothing */
    synchronized Outcome<Holding> give(Holding wanted, String by) {
        return published(wanted.version() == 0 ? holdings.add(wanted, by) : holdings.replace(wanted, by));
    }

    /** What came of giving somebody other roles than before. */
    RightsChange difference(Holding before, Holding after) {
        List<Effective> had = effective(before.person(), before.roles());
        List<Effective> has = effective(after.person(), after.roles());
        return new RightsChange(
                after.person(),
                before.roles(),
                after.roles(),
                after.version(),
                has.stream().filter(one -> !had.contains(one)).toList(),
                had.stream().filter(one -> !has.contains(one)).toList());
    }

    List<Effective> effective(String person) {
        return effective(
                person,
                Optional.ofNullable(state.holdings().get(person))
                        .map(Holding::roles)
                        .orElse(List.of()));
    }

    private List<Effective> effective(String person, List<Held> given) {
        State now = state;
        return now.roster()
                .flatMap(roster ->
                        roster.person(person).map(one -> reach(now, roster).of(one, given)))
                .orElse(List.of());
    }

    private Reach reach(State now, Roster roster) {
        return new Reach(roster, now.roles(), LocalDate.ofInstant(clock.instant(), zone), zone);
    }

    private <T> Outcome<T> published(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done) {
            publish(read(state.roster()));
        }
        return outcome;
    }

    private State read(Optional<Roster> roster) {
        return new State(
                roster,
                roles.newest().items().stream().collect(Collectors.toMap(Role::id, role -> role)),
                holdings.newest().items().stream().collect(Collectors.toMap(Holding::person, holding -> holding)));
    }

    /** As long as no roster is known, what was told before stays: people may just be being exchanged. */
    private void publish(State next) {
        state = next;
        if (next.roster().isEmpty()) {
            return;
        }
        Roster roster = next.roster().get();
        Reach reach = reach(next, roster);
        Map<String, List<Right>> all = new HashMap<>();
        for (Person person : roster.persons()) {
            Holding holding = next.holdings().get(person.id());
            List<Right> rights = reach.of(person, holding == null ? List.of() : holding.roles()).stream()
                    .map(Effective::right)
                    .toList();
            if (!rights.isEmpty()) {
                all.put(person.id(), rights);
            }
        }
        access.replace(all);
        LOG.info("Rights were told, people={} roster={}", all.size(), roster.version());
    }
}
