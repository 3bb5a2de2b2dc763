// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.huitong.api.clock.Clock;
import org.huitong.api.outbox.Detour;
import org.huitong.api.outbox.Detours;
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
        Optional<String> own = now.person(person).map(Person::company);
        Predicate<String> isTheirs = company -> own.filter(
                        one -> one.equals(company) || now.companyTree(company).contains(one))
                .isPresent();
        return chains.get().stream()
                .filter(chain -> chain.fits(urgent, isTheirs))
                .min(Comparator.comparingInt((Chain chain) -> extent(chain, now))
                        .thenComparing(Chain::urgent, Comparator.reverseOrder())
                        .thenComparing(Chain::id));
    }

    /** How many companies it is for: a daughter's own goes before its mother's, and that before everybody's. */
    private static int extent(Chain chain, Roster roster) {
        return chain.company()
                .map(company -> roster.companyTree(company).size())
                .orElse(Integer.MAX_VALUE);
    }
}
