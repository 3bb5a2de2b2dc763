// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.account;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.account.Seen.Place;
import org.huitong.capability.people.roster.RosterKeeper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The accounts that somebody has to look at, as callers read them, and what they say about one. */
@Component(service = AccountBench.class)
public final class AccountBench {
    private static final int LONGEST_NAME = 128;

    private final RosterKeeper keeper;
    private final SeenAccounts seen;
    private final ListedAccounts listed;
    private final AccountDesk desk;

    @Activate
    public AccountBench(
            @Reference RosterKeeper keeper,
            @Reference SeenAccounts seen,
            @Reference ListedAccounts listed,
            @Reference AccountDesk desk) {
        this.keeper = keeper;
        this.seen = seen;
        this.listed = listed;
        this.desk = desk;
    }

    /**
     * An account to look at.
     *
     * @param persons the ids of those whom it concerns
     * @param names of the persons
     * @param lastAt when it spoke, to the hour
     */
    public record AccountItem(
            String platform,
            String tenant,
            String id,
            List<String> ids,
            Optional<String> name,
            String state,
            LocalText reason,
            List<String> persons,
            Map<String, String> names,
            Optional<Instant> firstAt,
            Optional<Instant> lastAt) {
        /** Names nobody: safe for a log. */
        @Override
        public String toString() {
            return "AccountItem[" + platform + " " + id + " " + state + "]";
        }
    }

    private static boolean isNamed(String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= LONGEST_NAME
                && text.chars().noneMatch(Character::isISOControl);
    }

    /**
     * Whose an account is.
     *
     * @param person whose it is from now on
     * @param from whose it was, where it is to be taken from somebody
     * @param ignored that it is nobody's, or that this is taken back
     */
    public record Verdict(
            String platform,
            String tenant,
            String id,
            Optional<String> person,
            Optional<String> from,
            Optional<Boolean> ignored) {}

    public List<AccountItem> items() {
        Roster roster = keeper.roster();
        return new Workbench(roster)
                .items(seen.all(), listed.all()).stream()
                        .map(item -> told(roster, item))
                        .toList();
    }

    /** @throws Problem 400, 404, 409 {@code account-taken} */
    public AccountItem judge(Verdict verdict, String by) {
        if (!isNamed(verdict.platform()) || !isNamed(verdict.tenant()) || !isNamed(verdict.id())) {
            throw Problem.badRequest(
                    "请给出账号的 platform、tenant 和 id，各为 1 到 " + LONGEST_NAME + " 个字符。",
                    "Say which account: its platform, tenant and id, each of 1 to " + LONGEST_NAME + " characters.");
        }
        Place place = new Place(verdict.platform(), verdict.tenant(), verdict.id());
        if (verdict.person() != null && verdict.person().isPresent()) {
            Person person = desk.give(place, verdict.person().get(), verdict.from(), by);
            return new AccountItem(
                    place.platform(),
                    place.tenant(),
                    place.id(),
                    List.of(place.id()),
                    Optional.empty(),
                    "mapped",
                    LocalText.of("已登记", "written down"),
                    List.of(person.id()),
                    Map.of(person.id(), person.name()),
                    Optional.empty(),
                    Optional.empty());
        }
        if (verdict.ignored() == null || verdict.ignored().isEmpty()) {
            throw Problem.badRequest(
                    "请给出 person 或 ignored。", "Say whose it is (person) or that it is nobody’s (ignored).");
        }
        desk.ignore(place, verdict.ignored().get());
        Roster roster = keeper.roster();
        return new Workbench(roster)
                .items(seen.find(place).stream().toList(), listed.all()).stream()
                        .filter(item -> item.place().equals(place))
                        .findFirst()
                        .map(item -> told(roster, item))
                        .orElseThrow(() -> Problem.notFound(LocalText.of("这个账号", "account")));
    }

    private static AccountItem told(Roster roster, Workbench.Item item) {
        Map<String, String> names = new TreeMap<>();
        item.persons().forEach(id -> roster.name(id).ifPresent(name -> names.put(id, name)));
        return new AccountItem(
                item.place().platform(),
                item.place().tenant(),
                item.place().id(),
                item.ids(),
                item.name(),
                item.state().name().toLowerCase(Locale.ROOT),
                item.reason(),
                item.persons(),
                names,
                item.seen().map(Seen::firstAt),
                item.seen().map(Seen::lastAt));
    }
}
