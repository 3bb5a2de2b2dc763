// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.account;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.account.Seen.Place;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterPicture;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.huitong.capability.people.roster.With;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives accounts to persons and takes them back. */
@Component(service = AccountDesk.class)
public final class AccountDesk {
    private static final String SOURCE = "accounts";
    private static final String HUB = "hub";

    private final RosterKeeper keeper;
    private final SeenAccounts seen;
    private final ListedAccounts listed;

    @Activate
    public AccountDesk(@Reference RosterKeeper keeper, @Reference SeenAccounts seen, @Reference ListedAccounts listed) {
        this.keeper = keeper;
        this.seen = seen;
        this.listed = listed;
    }

    /** The first tenant of a platform has spoken: accounts that were written down without one are in that. */
    public void settle(String platform, String tenant) {
        if (!keeper.roster().awaitsTenant(platform)) {
            return;
        }
        keeper.change(new Origin(HUB, SOURCE, platform + ": " + tenant), draft -> draft.base().persons().stream()
                .filter(p -> p.accounts().stream().anyMatch(a -> a.on(platform, RosterPicture.FIRST_SEEN)))
                .forEach(p -> draft.put(With.accounts(p, settled(p.accounts(), platform, tenant)))));
    }

    private static List<PlatformAccount> settled(List<PlatformAccount> accounts, String platform, String tenant) {
        List<PlatformAccount> after = new ArrayList<>();
        accounts.stream().filter(a -> !a.on(platform, RosterPicture.FIRST_SEEN)).forEach(after::add);
        accounts.stream()
                .filter(a -> a.on(platform, RosterPicture.FIRST_SEEN))
                .forEach(a -> join(after, new PlatformAccount(platform, tenant, a.ids(), a.name())));
        return after;
    }

    /**
     * Says whose an account is.
     *
     * @param from the person it is to be taken from, where it is somebody's
     * @throws Problem 404, 409 {@code account-taken}
     */
    Person give(Place place, String person, Optional<String> from, String by) {
        return give(place, ids(place), person, from, by);
    }

    /** All that is known of it: by what it said, and by what its platform lists. */
    private List<String> ids(Place place) {
        Set<String> ids = new LinkedHashSet<>(seen.find(place).map(Seen::ids).orElse(List.of(place.id())));
        listed.find(place).map(Listed::ids).ifPresent(ids::addAll);
        return List.copyOf(ids);
    }

    /**
     * Gives somebody an account that they have shown to be in their hands, by all of its ids. It is the hub that does it,
     * by what it was shown: nobody changes their own accounts by their word alone.
     *
     * @throws Problem 404, 409 {@code account-taken}
     */
    public Person bind(Place place, List<String> ids, String person) {
        return give(place, ids, person, Optional.empty(), HUB);
    }

    private Person give(Place place, List<String> ids, String person, Optional<String> from, String by) {
        RosterPicture after =
                keeper.change(new Origin(by, SOURCE, place.platform() + " " + place.id() + " → " + person), draft -> {
                    Person to = draft.person(person).orElseThrow(AccountDesk::noSuchPerson);
                    ids.stream()
                            .map(id -> draft.base().holder(place.platform(), place.tenant(), id))
                            .flatMap(Optional::stream)
                            .filter(holder -> !holder.id().equals(person))
                            .distinct()
                            .forEach(holder -> {
                                if (!from.filter(holder.id()::equals).isPresent()) {
                                    throw taken(holder);
                                }
                                draft.put(With.accounts(holder, without(holder.accounts(), place, ids)));
                            });
                    List<PlatformAccount> accounts = new ArrayList<>(to.accounts());
                    join(accounts, new PlatformAccount(place.platform(), place.tenant(), ids, Optional.empty()));
                    draft.put(With.accounts(to, accounts));
                });
        seen.ignore(place, false);
        return after.person(person).orElseThrow(AccountDesk::noSuchPerson);
    }

    /** Says that an account is nobody's: a machine, or somebody from outside. */
    void ignore(Place place, boolean ignored) {
        boolean spoke = seen.ignore(place, ignored);
        boolean stands = listed.ignore(place, ignored);
        if (!spoke && !stands) {
            throw Problem.notFound(LocalText.of("这个账号", "account"));
        }
    }

    private static List<PlatformAccount> without(List<PlatformAccount> accounts, Place place, List<String> ids) {
        List<PlatformAccount> after = new ArrayList<>();
        for (PlatformAccount one : accounts) {
            List<String> kept =
                    one.ids().stream().filter(id -> !ids.contains(id)).toList();
            if (!one.on(place.platform(), place.tenant())
                    || kept.size() == one.ids().size()) {
                after.add(one);
            } else if (!kept.isEmpty()) {
                after.add(new PlatformAccount(one.platform(), one.tenant(), kept, one.name()));
            }
        }
        return after;
    }

    /** One account a tenant, by all the ids that are known of it. */
    private static void join(List<PlatformAccount> accounts, PlatformAccount more) {
        for (int i = 0; i < accounts.size(); i++) {
            PlatformAccount one = accounts.get(i);
            if (one.on(more.platform(), more.tenant())) {
                Set<String> ids = new LinkedHashSet<>(one.ids());
                ids.addAll(more.ids());
                accounts.set(
                        i,
                        new PlatformAccount(
                                one.platform(),
                                one.tenant(),
                                List.copyOf(ids),
                                one.name().or(more::name)));
                return;
            }
        }
        accounts.add(more);
    }

    private static Problem noSuchPerson() {
        return Problem.notFound(LocalText.of("这个人", "person"));
    }

    private static Problem taken(Person holder) {
        return new Problem(
                409,
                "account-taken",
                LocalText.of(
                        "这个账号已属于“" + holder.name() + "”；要改给别人，请写明从谁那里取来（from）。",
                        "This account is " + holder.name()
                                + "’s; to give it to somebody else, say from whom it is taken (from)."));
    }
}
