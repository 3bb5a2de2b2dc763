// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.huitong.api.clock.Clock;
import org.huitong.api.outbox.Detour;
import org.huitong.api.outbox.Detours;
import org.huitong.api.people.Company;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows letters the way round: of the chains that fit, the narrowest. */
@Component(service = {Detours.class, Signposts.class})
public final class Signposts implements Detours {
    private final Supplier<Collection<Chain>> chains;
    private final Supplier<Roster> roster;
    private final Switches switches;
    private final Clock clock;

    @Activate
    public Signposts(
            @Reference ChainKeeper keeper,
            @Reference People people,
            @Reference Switches switches,
            @Reference Clock clock) {
        this(() -> keeper.inForce().items(), people::roster, switches, clock);
    }

    Signposts(Supplier<Collection<Chain>> chains, Supplier<Roster> roster, Switches switches, Clock clock) {
        this.chains = chains;
        this.roster = roster;
        this.switches = switches;
        this.clock = clock;
    }

    @Override
    public Optional<Detour> of(String person, boolean urgent) {
        return chain(person, urgent)
                .map(chain -> new Detour(
                        Long.toString(chain.id()),
                        chain.ways(),
                        chain.after(),
                        chain.budget(),
                        clock.today().atStartOfDay(clock.zone()).toInstant()));
    }

    @Override
    public boolean isOff(String platform, String account) {
        return switches.isOff(platform, account);
    }

    /** The chain that such a letter to that person takes. */
    Optional<Chain> chain(String person, boolean urgent) {
        Roster now = roster.get();
        Set<String> companies = now.person(person)
                .map(Person::company)
                .map(own -> above(now, own))
                .orElse(Set.of());
        return chains.get().stream()
                .filter(chain -> chain.fits(urgent, companies))
                .max(Comparator.comparingInt(Chain::narrowness).thenComparing(Chain::id, Comparator.reverseOrder()));
    }

    /** The company and those to which it belongs. */
    private static Set<String> above(Roster roster, String company) {
        Set<String> all = new HashSet<>();
        roster.companies().stream()
                .map(Company::id)
                .filter(id -> roster.companyTree(id).contains(company))
                .forEach(all::add);
        all.add(company);
        return all;
    }
}
