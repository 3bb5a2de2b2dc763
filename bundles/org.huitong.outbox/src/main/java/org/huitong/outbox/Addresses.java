// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Where a person is reached: on the first of their platform accounts that an account of ours can write to. */
@Component(service = Addresses.class)
public final class Addresses {
    private final Senders senders;
    private People keeper;
    private volatile Function<String, List<PlatformAccount>> people = person -> List.of();

    /** By which of our accounts, and the platform's id of the person there. */
    record Route(AccountName account, String user) {}

    @Activate
    public Addresses(@Reference Senders senders) {
        this.senders = senders;
    }

    Addresses(Senders senders, Function<String, List<PlatformAccount>> people) {
        this.senders = senders;
        this.people = people;
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
    }

    /** The one that comes in its place may have come already. */
    synchronized void unsetPeople(People gone) {
        if (keeper == gone) {
            keeper = null;
            people = person -> List.of();
        }
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
