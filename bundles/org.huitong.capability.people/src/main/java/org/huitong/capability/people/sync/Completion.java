// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.text.LocalText;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.With;

/**
 * What a platform knows of people whose accounts there are written down. Of the lists that tell of people it comes last:
 * it says what none of those before it has said, and nobody is added, moved or let go by it. Pure.
 */
public final class Completion {
    private static final int LONGEST = 128;
    private static final int LONGEST_ID = 256;

    private Completion() {}

    /**
     * Somebody as a platform has them; what is empty is not known there.
     *
     * @param ids of the account
     */
    public record Claim(String platform, String tenant, List<String> ids, String post, String mail, String mobile) {
        public Claim {
            ids = List.copyOf(ids);
        }

        /** Names nobody: safe for a log. */
        @Override
        public String toString() {
            return "Claim[" + platform + "]";
        }
    }

    static SyncPlan of(Draft draft, List<Claim> claims, LocalDate today) {
        List<Conflict> conflicts = new ArrayList<>();
        for (Claim claim : claims) {
            Set<Person> holders = new HashSet<>();
            claim.ids().forEach(id -> draft.base()
                    .holder(claim.platform(), claim.tenant(), id)
                    .ifPresent(holders::add));
            if (holders.size() > 1) {
                conflicts.add(new Conflict(
                        List.of(),
                        "account-divided",
                        claim.platform() + " " + claim.ids().get(0),
                        LocalText.of(
                                "这个账号的几个编号登记在不同的人名下；没有改动，请在“账号登记”中确认。",
                                "the ids of this account are written down for different persons; nothing was changed: say"
                                        + " whose it is under Accounts.")));
            } else {
                holders.stream()
                        .findFirst()
                        .flatMap(holder -> draft.person(holder.id()))
                        .filter(Person::active)
                        .ifPresent(person -> draft.put(completed(person, claim)));
            }
        }
        return SyncPlan.of(draft, conflicts, List.of(), today);
    }

    private static Person completed(Person person, Claim claim) {
        List<PlatformAccount> accounts = new ArrayList<>(person.accounts());
        AccountClaims.join(
                accounts,
                claim.platform(),
                claim.tenant(),
                claim.ids().stream().filter(id -> id.length() <= LONGEST_ID).toList());
        return With.known(
                person,
                person.post().isEmpty() ? said(claim.post()).orElse("") : person.post(),
                person.mail().or(() -> said(claim.mail())),
                person.mobile().or(() -> said(claim.mobile())),
                accounts);
    }

    private static Optional<String> said(String text) {
        return Optional.of(text.strip())
                .filter(Predicate.not(String::isEmpty))
                .filter(some -> some.length() <= LONGEST);
    }
}
