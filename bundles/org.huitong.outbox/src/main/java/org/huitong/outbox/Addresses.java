// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.outbox.To;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Where somebody is reached: a person on the first of their platform accounts that an account of ours can write to, and
 * where there is none and it is urgent by mail; an address or a number by the first account that takes such; a role by
 * those who have it.
 */
@Component(service = Addresses.class)
public final class Addresses {
    private final Senders senders;
    private People keeper;
    private volatile boolean knowing;
    private volatile Function<String, List<PlatformAccount>> people = person -> List.of();
    private volatile Function<String, Optional<String>> mails = person -> Optional.empty();
    private volatile Function<String, Optional<String>> mobiles = person -> Optional.empty();
    private volatile Function<String, Optional<String>> names = person -> Optional.empty();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile RoleHolders roles;

    /** By which of our accounts, and the platform's id of the person there. */
    record Route(AccountName account, String user) {}

    @Activate
    public Addresses(@Reference Senders senders) {
        this.senders = senders;
    }

    Addresses(
            Senders senders,
            Function<String, List<PlatformAccount>> people,
            Function<String, Optional<String>> mails,
            Function<String, Optional<String>> mobiles,
            RoleHolders roles) {
        this.senders = senders;
        this.knowing = true;
        this.people = people;
        this.mails = mails;
        this.mobiles = mobiles;
        this.roles = roles;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void setPeople(People known) {
        keeper = known;
        // Who has left is not written to.
        people = id -> known.roster()
                .person(id)
                .filter(Person::active)
                .map(Person::accounts)
                .orElse(List.of());
        mails = id -> known.roster().person(id).filter(Person::active).flatMap(Person::mail);
        mobiles = id -> known.roster().person(id).filter(Person::active).flatMap(Person::mobile);
        names = id -> known.roster().name(id);
        knowing = true;
    }

    /** The one that comes in its place may have come already. */
    synchronized void unsetPeople(People gone) {
        if (keeper == gone) {
            knowing = false;
            keeper = null;
            people = person -> List.of();
            mails = person -> Optional.empty();
            mobiles = person -> Optional.empty();
            names = person -> Optional.empty();
        }
    }

    /** Whether somebody knows people now: until then nobody can tell that a person is reached by nothing. */
    boolean knowPeople() {
        return knowing;
    }

    /** What people call the person; empty while nobody knows people. */
    Optional<String> name(String person) {
        return names.apply(person);
    }

    /** What people call whoever logs in by that name, and the department of that id. */
    Optional<String> writer(String login) {
        return roster().flatMap(roster -> roster.login(login)).map(Person::name);
    }

    Optional<String> department(String id) {
        return roster().flatMap(roster -> roster.name(id));
    }

    /**
     * What people call whom the platform knows by that id.
     *
     * @param tenant in which company, where that is known; else nobody is named whom two companies could mean
     */
    Optional<String> name(AccountName ours, Optional<String> tenant, String user) {
        Optional<String> company = tenant.or(
                        () -> senders.of(ours).map(sender -> sender.profile().tenant()))
                .filter(t -> !t.isBlank());
        List<String> found = roster().stream()
                .flatMap(roster -> company.map(t -> roster.holder(ours.platform(), t, user).stream())
                        .orElseGet(() -> roster.persons().stream().filter(person -> person.accounts().stream()
                                .anyMatch(account -> account.platform().equals(ours.platform())
                                        && account.ids().contains(user)))))
                .map(Person::name)
                .limit(2)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private synchronized Optional<Roster> roster() {
        return Optional.ofNullable(keeper).map(People::roster);
    }

    /** Those who have the role; none as well while nobody keeps the roles. */
    List<String> holders(To.Role role) {
        RoleHolders keeping = roles;
        return keeping == null ? List.of() : keeping.of(role.role(), role.department());
    }

    /** By which of our accounts it goes; empty for rooms and users, which name it, and for roles, which are people. */
    Optional<AccountName> account(To to, boolean urgent) {
        if (to instanceof To.Person person) {
            return of(person.person())
                    .map(Route::account)
                    .or(() -> urgent && mails.apply(person.person()).isPresent()
                            ? taking(Outgoing.Target.Kind.MAIL)
                            : Optional.empty());
        }
        return to instanceof To.Mail
                ? taking(Outgoing.Target.Kind.MAIL)
                : to instanceof To.Mobile ? taking(Outgoing.Target.Kind.MOBILE) : Optional.empty();
    }

    private Optional<AccountName> taking(Outgoing.Target.Kind kind) {
        return senders.accounts().stream()
                .filter(ours -> takes(ours, kind))
                .min(java.util.Comparator.comparing(AccountName::toString));
    }

    private boolean takes(AccountName ours, Outgoing.Target.Kind kind) {
        return senders.abilities(ours)
                .filter(able -> able.problem().isEmpty() && able.targets().contains(kind))
                .isPresent();
    }

    /** Where the person is found there, as it is now. */
    Optional<Outgoing.Target> target(String person, AccountName ours) {
        return user(person, ours)
                .map(id -> new Outgoing.Target(Outgoing.Target.Kind.USER, id))
                .or(() -> mails.apply(person)
                        .filter(mail -> takes(ours, Outgoing.Target.Kind.MAIL))
                        .map(mail -> new Outgoing.Target(Outgoing.Target.Kind.MAIL, mail)))
                .or(() -> mobiles.apply(person)
                        .filter(number -> takes(ours, Outgoing.Target.Kind.MOBILE))
                        .map(number -> new Outgoing.Target(Outgoing.Target.Kind.MOBILE, number)));
    }

    /** Those of our accounts on that platform by which the person is reached. */
    List<AccountName> on(String person, String platform) {
        return senders.accounts().stream()
                .filter(ours -> ours.platform().equals(platform))
                .filter(ours -> target(person, ours).isPresent())
                .sorted(java.util.Comparator.comparing(AccountName::toString))
                .toList();
    }

    /** Every account by which the person is reached: their own ones on platforms first, in their order, then mail and mobile. */
    List<AccountName> all(String person) {
        List<AccountName> found = new ArrayList<>();
        for (PlatformAccount theirs : people.apply(person)) {
            senders.accounts().stream()
                    .filter(ours -> reaches(ours, theirs))
                    .sorted(java.util.Comparator.comparing(AccountName::toString))
                    .forEach(found::add);
        }
        mails.apply(person).flatMap(mail -> taking(Outgoing.Target.Kind.MAIL)).ifPresent(found::add);
        mobiles.apply(person)
                .flatMap(number -> taking(Outgoing.Target.Kind.MOBILE))
                .ifPresent(found::add);
        return found.stream().distinct().toList();
    }

    Optional<Route> of(String person) {
        for (PlatformAccount account : people.apply(person)) {
            for (AccountName ours : senders.accounts()) {
                if (reaches(ours, account)) {
                    return Optional.of(new Route(ours, account.ids().get(0)));
                }
            }
        }
        return Optional.empty();
    }

    /** The person's id there, as it is now. */
    Optional<String> user(String person, AccountName ours) {
        return people.apply(person).stream()
                .filter(account -> reaches(ours, account))
                .map(account -> account.ids().get(0))
                .findFirst();
    }

    private boolean reaches(AccountName ours, PlatformAccount theirs) {
        Optional<MessageSender> sender = senders.of(ours);
        if (sender.isEmpty() || !ours.platform().equals(theirs.platform())) {
            return false;
        }
        Optional<Abilities> abilities =
                senders.abilities(ours).filter(a -> a.problem().isEmpty());
        if (abilities.isEmpty()) {
            return false;
        }
        String tenant = sender.get().profile().tenant();
        return abilities.get().targets().contains(Outgoing.Target.Kind.USER)
                && (tenant.isBlank() || tenant.equals(theirs.tenant()));
    }
}
