// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.FirstRoles;
import org.huitong.api.access.Granting;
import org.huitong.api.access.Right;
import org.huitong.api.access.Rights;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.people.RosterWatch;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.api.web.Problem;
import org.huitong.capability.rights.Holding.Held;
import org.huitong.capability.rights.Reach.Effective;
import org.huitong.kit.edition.EditedSet;
import org.huitong.kit.edition.EditedShelf;
import org.huitong.kit.edition.Form;
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
        service = {RightsKeeper.class, RosterWatch.class, RoleHolders.class, FirstRoles.class},
        immediate = true)
public final class RightsKeeper implements RosterWatch, RoleHolders, FirstRoles {
    private static final Logger LOG = LoggerFactory.getLogger(RightsKeeper.class);
    private static final String NAME = "rights";
    private static final Form<String, Role, RoleEntity> ROLES = Form.of(Role::id, Role::version, Role::as, Role::told)
            .in(RoleEntity.class, RoleEntity::of, RoleEntity::role, RoleEntity::gone);
    private static final Form<String, Holding, HoldingEntity> HOLDINGS = Form.of(
                    Holding::person, Holding::version, Holding::as, Holding::person)
            .in(HoldingEntity.class, HoldingEntity::of, HoldingEntity::holding, HoldingEntity::gone);

    private final Entities entities;
    private final EditedShelf<String, Role> roles;
    private final EditedShelf<String, Holding> holdings;
    private final Rights access;
    private final Handing handing;
    private final GrantInWords grants;
    private final Clock clock;
    private final List<Runnable> whenTold = new CopyOnWriteArrayList<>();
    private volatile State state;

    /** What everything follows from, as it stands. */
    private record State(Optional<Roster> roster, Map<String, Role> roles, Map<String, Holding> holdings) {}

    @Activate
    public RightsKeeper(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=" + NAME + ")") EntityManagerFactory entities,
            @Reference(target = "(schema=" + NAME + ")") Schema tables,
            @Reference Rights access,
            @Reference Granting granting,
            @Reference Audit audit,
            @Reference Clock clock) {
        this(new Entities(transactions, entities), access, granting, audit, clock);
    }

    RightsKeeper(Entities entities, Rights access, Granting granting, Audit audit, Clock clock) {
        this.entities = entities;
        this.roles = new EditedShelf<>(
                entities, EditedSet.named("rights_role", ROLES, clock), audit, RightsMinutes.OF_ROLES);
        this.holdings = new EditedShelf<>(
                entities, EditedSet.named("rights_holding", HOLDINGS, clock), audit, RightsMinutes.OF_HOLDINGS);
        this.access = access;
        this.handing = new Handing(granting);
        this.grants = new GrantInWords(granting::described);
        this.clock = clock;
        if (roles.newest().version() == 0) {
            DeliveredRoles.ALL.forEach(role -> roles.add(role, Doer.HUB));
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
                .map(roster -> new Holders(now.holdings().values(), roster, clock.today()).of(role, department))
                .orElse(List.of());
    }

    List<Role> roles() {
        return roles.newest().items();
    }

    Optional<Role> role(String id) {
        return Optional.ofNullable(state.roles().get(id));
    }

    synchronized Outcome<Role> add(Role role, Asker by) {
        handing.edit(by, Optional.empty(), role, false);
        return published(roles.add(role, Doer.of(by)));
    }

    /** @param look sees the role as it is, while nobody else can change it; what it throws leaves it so */
    synchronized Outcome<Role> replace(Role role, Asker by, Consumer<Role> look) {
        return published(roles.replace(role, Doer.of(by), before -> {
            requireTheirs(before, role, by);
            look.accept(before);
        }));
    }

    /** The same in a transaction that is under way, and in force once that is kept. */
    Outcome<Role> replace(Connection transaction, Role role, Asker by) throws SQLException {
        return inForce(
                transaction, roles.replace(transaction, role, Doer.of(by), before -> requireTheirs(before, role, by)));
    }

    /** @throws Problem where what it would be is not theirs to make of it */
    void requireTheirs(Role before, Role wanted, Asker by) {
        handing.edit(by, Optional.of(before), wanted, holds(by, wanted.id()));
    }

    /** Whether somebody has been given it, be it for earlier or later, as the table has it. */
    boolean isGiven(String role) {
        return role.equals(Reach.EMPLOYEE)
                || holdings.newest().items().stream()
                        .flatMap(holding -> holding.roles().stream())
                        .anyMatch(held -> held.role().equals(role));
    }

    private boolean holds(Asker by, String role) {
        return by.person()
                .filter(person -> role.equals(Reach.EMPLOYEE)
                        || given(person).stream().anyMatch(held -> held.role().equals(role)))
                .isPresent();
    }

    List<Held> given(String person) {
        return Optional.ofNullable(state.holdings().get(person))
                .map(Holding::roles)
                .orElse(List.of());
    }

    /** Empty where the roster is known, and nobody in it is called so. */
    Optional<Holding> holding(String person) {
        return isKnown(person)
                ? Optional.of(state.holdings().getOrDefault(person, new Holding(person, 0, List.of())))
                : Optional.empty();
    }

    /** The same as the table has it, while nobody else can change it. */
    Optional<Holding> holding(Connection transaction, String person) throws SQLException {
        return holdings.locked(transaction, person);
    }

    /** Whether the role is what it became in that version; nobody changes it until the transaction ends. */
    boolean isStill(Connection transaction, String role, int version) throws SQLException {
        return roles.locked(transaction, role)
                .filter(now -> now.version() == version)
                .isPresent();
    }

    private boolean isKnown(String person) {
        return state.roster().map(r -> r.person(person).isPresent()).orElse(true);
    }

    /**
     * @param wanted with the version that its editor saw; 0 where the person had been given nothing
     * @throws Problem where there is no such role, or it is not theirs to give or take
     */
    synchronized Outcome<Holding> give(Holding wanted, Asker by) {
        wanted.roles().forEach(held -> role(held.role()).orElseThrow(() -> noSuchRole(held.role())));
        if (wanted.version() == 0) {
            check(by, List.of(), wanted.roles());
            return published(holdings.add(wanted, Doer.of(by)));
        }
        return published(holdings.replace(wanted, Doer.of(by), before -> check(by, before.roles(), wanted.roles())));
    }

    /**
     * The same in a transaction that is under way, and in force once that is kept; the check that it is theirs to give has
     * to come before, by {@link #requireTheirs}.
     */
    Outcome<Holding> give(Connection transaction, Holding wanted, Asker by) throws SQLException {
        return inForce(
                transaction,
                wanted.version() == 0
                        ? holdings.add(transaction, wanted, Doer.of(by))
                        : holdings.replace(
                                transaction, wanted, Doer.of(by), before -> check(by, before.roles(), wanted.roles())));
    }

    /** Undoes in such a transaction what was given in an emergency, in nobody's name. */
    Outcome<Holding> giveBack(Connection transaction, Holding wanted) throws SQLException {
        return inForce(transaction, holdings.replace(transaction, wanted, Doer.HUB, before -> {}));
    }

    @Override
    public boolean give(Connection transaction, Map<String, List<String>> roles) throws SQLException {
        if (holdings.newest().version() != 0) {
            return false;
        }
        for (Map.Entry<String, List<String>> one : roles.entrySet()) {
            List<Held> held = one.getValue().stream()
                    .map(role -> new Held(role, Optional.empty(), Optional.empty(), Optional.empty()))
                    .toList();
            held.forEach(each -> role(each.role()).orElseThrow(() -> noSuchRole(each.role())));
            holdings.add(transaction, new Holding(one.getKey(), 0, held), Doer.HUB);
        }
        entities.afterwards(transaction, this::renew);
        return true;
    }

    private <T> Outcome<T> inForce(Connection transaction, Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done) {
            entities.afterwards(transaction, this::renew);
        }
        return outcome;
    }

    /**
     * @param watch what is done whenever access was told something
     * @return what ends it
     */
    Runnable whenTold(Runnable watch) {
        whenTold.add(watch);
        return () -> whenTold.remove(watch);
    }

    /** Tells access anew, where something else has changed that it follows from. */
    synchronized void renew() {
        publish(read(state.roster()));
    }

    /** @throws Problem where there is no such role, or it is not theirs to give or take as things stand */
    void requireTheirs(Holding wanted, Asker by) {
        wanted.roles().forEach(held -> role(held.role()).orElseThrow(() -> noSuchRole(held.role())));
        check(by, given(wanted.person()), wanted.roles());
    }

    private void check(Asker by, List<Held> before, List<Held> after) {
        handing.give(
                by,
                Stream.concat(
                                before.stream().filter(held -> !after.contains(held)),
                                after.stream().filter(held -> !before.contains(held)))
                        .flatMap(held -> role(held.role()).stream()));
    }

    private static Problem noSuchRole(String id) {
        return new Problem(400, "no-such-role", LocalText.of("没有角色 " + id + "。", "There is no role " + id + "."));
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

    /** The same in words; empty as long as no roster is known. */
    Optional<LocalText> inWords(Holding before, Holding after) {
        State now = state;
        return now.roster().map(roster -> new ChangeInWords(roster, now.roles(), grants, clock.today())
                .of(difference(before, after)));
    }

    /** A change of a role in words, and who would have it. */
    LocalText inWords(Role before, Role after) {
        return new RoleInWords(grants).of(before, after, holdersOf(before.id()));
    }

    /** Who holds a role today by what they were given, by name; that of an employee comes without. */
    List<String> holdersOf(String role) {
        return of(role, Optional.empty()).stream()
                .flatMap(person -> nameOf(person).stream())
                .sorted()
                .toList();
    }

    @Override
    public LocalText name(String role) {
        return role(role).map(Role::name).orElseGet(() -> RoleHolders.super.name(role));
    }

    /** Empty as long as nobody has told it. */
    Optional<Roster> roster() {
        return state.roster();
    }

    /** @throws Problem as long as nobody has told it */
    Roster requireRoster() {
        return roster().orElseThrow(() -> new Problem(
                503,
                "starting",
                LocalText.of("人员名册还没有就绪，请稍后再试。", "The roster is not there yet. Try again in a moment.")));
    }

    /** What everybody was given, as it stands. */
    Collection<Holding> holdings() {
        return state.holdings().values();
    }

    /** The same thinking over a tree of departments that is to be. */
    Reach reach(Roster roster, Function<String, Set<String>> tree) {
        return new Reach(roster, state.roles(), clock.today(), clock.zone(), tree);
    }

    /** From which day on each person has each of their roles without a break, by the history. */
    Map<String, Map<Held, LocalDate>> givenSince() {
        return entities.read((manager, connection) -> GivenSince.read(connection, clock.zone()));
    }

    Optional<String> nameOf(String person) {
        return state.roster().flatMap(roster -> roster.name(person));
    }

    List<Effective> effective(String person) {
        return effective(person, given(person));
    }

    private List<Effective> effective(String person, List<Held> given) {
        State now = state;
        return now.roster()
                .flatMap(roster ->
                        roster.person(person).map(one -> reach(now, roster).of(one, given)))
                .orElse(List.of());
    }

    private Reach reach(State now, Roster roster) {
        return new Reach(roster, now.roles(), clock.today(), clock.zone());
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
        Set<String> approvers = entities.read((manager, connection) -> Assent.standing(connection))
                .filter(Assent.Standing::asked)
                .map(asked -> new Approvers(roster, next.holdings().values(), asked.chain()).all())
                .orElse(Set.of());
        for (Person person : roster.persons()) {
            List<Right> rights = Stream.concat(
                            rights(reach, person).stream(),
                            Stream.of(Approvers.RIGHT).filter(right -> approvers.contains(person.id())))
                    .toList();
            if (!rights.isEmpty()) {
                all.put(person.id(), rights);
            }
        }
        access.replace(all);
        LOG.info("Rights were told, people={} roster={}", all.size(), roster.version());
        whenTold.forEach(Runnable::run);
    }

    /** One whose rights cannot be told has none, and holds up nobody else's. */
    private List<Right> rights(Reach reach, Person person) {
        try {
            return reach.of(person, given(person.id())).stream()
                    .map(Effective::right)
                    .toList();
        } catch (RuntimeException e) {
            // Roster and roles are others' data, and may be broken in any way: it must cost only this one their rights.
            LOG.error(
                    "The rights of a person cannot be told, and so there are none, person={}",
                    person.id(),
                    Unquoted.of(e));
            return List.of();
        }
    }
}
