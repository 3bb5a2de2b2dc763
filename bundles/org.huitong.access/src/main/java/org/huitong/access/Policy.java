// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permission.Kind;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Right;
import org.huitong.api.access.Rights;
import org.huitong.api.clock.Clock;
import org.huitong.api.filter.Facts;
import org.huitong.api.filter.Filter;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Decides by the account, the token and the roles as they stand now. A permission comes from two sides: it is given to
 * the account itself, and then reaches everything (but of messages only what may be read); or the account's person holds
 * it by a role, as far as that reaches. A token may do what its account may and what it was made for, both.
 */
@Component(service = {DecisionPoint.class, Rights.class, Policy.class})
public final class Policy implements DecisionPoint, Rights {
    private static final String MESSAGES = "messages.";
    private static final LocalText NARROW = LocalText.of(
            "这个令牌只带部分权限，不能用在这里；请登录，或使用不限权限的令牌。",
            "This token was made for some permissions alone and is of no use here; log in, or take one without limits.");
    private final Desk desk;
    private final PermissionBook book;
    private final InstantSource clock;
    private final Glance glance;
    private volatile UseBook uses;
    private volatile Map<String, List<Right>> byPerson = Map.of();

    @Activate
    public Policy(
            @Reference Desk desk,
            @Reference PermissionBook book,
            @Reference(service = Clock.class) InstantSource clock) {
        this.desk = desk;
        this.book = book;
        this.clock = clock;
        this.glance = new Glance(this, book);
    }

    @Override
    public void replace(Map<String, List<Right>> rights) {
        byPerson = rights.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    @Override
    public Decision decide(Asker asker, Act act, On on) {
        return asker.perspective()
                .map(other -> glance.decide(asker, other, act, on))
                .orElseGet(() -> decideOwn(asker, act, on));
    }

    @Override
    public Decision enters(Asker asker, Act act) {
        Decision decision = decide(asker, act);
        UseBook noting = uses;
        if (noting != null && decision.allows() && asker.perspective().isEmpty() && Account.isPermission(act.word())) {
            noting.used(asker.account(), act.word());
        }
        return decision;
    }

    /** It needs the accounts, and so comes after this. */
    void watchedBy(UseBook noting) {
        uses = noting;
    }

    @Override
    public Decision shows(Asker asker, Act act) {
        return decide(asker.perspective().map(Glance::eyes).orElse(asker), act);
    }

    Decision decideOwn(Asker asker, Act act, On on) {
        Optional<Account> account = standing(asker);
        if (act.word().equals(Permitted.EVERYBODY)) {
            return account.isPresent() && isWhole(asker) ? new Decision.Allowed() : new Decision.Denied(NARROW);
        }
        boolean may = account.isPresent() && tokenAllows(asker, act.word()) && reaches(asker, account.get(), act, on);
        return may ? new Decision.Allowed() : new Decision.Denied(lacks(act.word()));
    }

    private boolean reaches(Asker asker, Account account, Act act, On on) {
        if (on instanceof On.Message message && act.word().startsWith(MESSAGES)) {
            return scope(asker, act) instanceof Scope.Within within
                    && within.filter().admits(message.facts());
        }
        return given(account, act.word())
                || rights(account, act.word()).anyMatch(right -> right.everywhere() || reaches(right, act, on));
    }

    private boolean reaches(Right right, Act act, On on) {
        if (on instanceof On.Company company) {
            return right.companies().contains(company.id());
        }
        if (on instanceof On.Department department) {
            return right.departments().contains(department.id());
        }
        if (on instanceof On.Message message) {
            return right.messages().admits(message.facts());
        }
        // Who may do something with some messages may come in; what nobody judges one by one is for everything or not.
        return on instanceof On.Nothing && book.narrows(act.word());
    }

    @Override
    public Scope scope(Asker asker, Act use) {
        return asker.perspective().map(other -> glance.scope(asker, other, use)).orElseGet(() -> scopeOwn(asker, use));
    }

    Scope scopeOwn(Asker asker, Act use) {
        Optional<Account> account = standing(asker);
        if (account.isEmpty() || !tokenAllows(asker, use.word())) {
            return new Scope.Nothing(lacks(use.word()));
        }
        Optional<Filter> read = read(account.get());
        Optional<Filter> used = use.word().equals(Permissions.READ)
                ? read
                : read.flatMap(filter -> given(account.get(), use.word())
                        ? Optional.of(filter)
                        : byRoles(held(account.get().person()), use.word()).map(filter::and));
        return used.<Scope>map(Scope.Within::new).orElseGet(() -> new Scope.Nothing(lacks(use.word())));
    }

    @Override
    public Scope scopeOfPerson(String person, Act use) {
        Optional<Filter> read = byRoles(held(Optional.of(person)), Permissions.READ);
        Optional<Filter> used = use.word().equals(Permissions.READ)
                ? read
                : read.flatMap(
                        filter -> byRoles(held(Optional.of(person)), use.word()).map(filter::and));
        return used.<Scope>map(Scope.Within::new).orElseGet(() -> new Scope.Nothing(lacks(use.word())));
    }

    @Override
    public Decision decideForPerson(String person, Act act, On on) {
        if (on instanceof On.Message message && act.word().startsWith(MESSAGES)) {
            return scopeOfPerson(person, act) instanceof Scope.Within within
                            && within.filter().admits(message.facts())
                    ? new Decision.Allowed()
                    : new Decision.Denied(lacks(act.word()));
        }
        boolean may = held(Optional.of(person))
                .filter(right -> book.brings(right.permission(), act.word()))
                .anyMatch(right -> right.everywhere() || reaches(right, act, on));
        return may ? new Decision.Allowed() : new Decision.Denied(lacks(act.word()));
    }

    private Optional<Filter> read(Account account) {
        return account.permissions().contains(Permissions.READ_ALL)
                ? Optional.of(Filter.everything())
                : byRoles(held(account.person()), Permissions.READ);
    }

    private Optional<Filter> byRoles(Stream<Right> held, String word) {
        List<Filter> filters = held.filter(right -> book.brings(right.permission(), word))
                .map(Right::messages)
                .distinct()
                .toList();
        return switch (filters.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(filters.get(0));
            default -> Optional.of(new Filter.Any(filters));
        };
    }

    /** The permissions of an asker, for pages that show what they may: every known word that is not refused. */
    SortedSet<String> words(Asker asker) {
        SortedSet<String> words = new TreeSet<>();
        Optional<Account> account =
                standing(asker.perspective().map(Glance::eyes).orElse(asker));
        Stream<String> possible = Stream.of(
                        book.all().stream().map(Permission::word),
                        account.stream().flatMap(a -> a.permissions().stream()),
                        account.stream().flatMap(this::rights).map(Right::permission))
                .flatMap(all -> all);
        possible.distinct().filter(word -> shows(asker, Act.of(word)).allows()).forEach(words::add);
        return words;
    }

    /**
     * The kinds that an account has in its hands. Of content that is only what reaches everything: everybody reads their
     * own messages.
     */
    Set<Kind> kinds(Account account) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Stream.concat(
                        account.permissions().stream(),
                        rights(account).filter(Right::everywhere).map(Right::permission))
                .forEach(word -> {
                    Kind kind = book.kind(word);
                    if (kind != Kind.CONTENT
                            || word.equals(Permissions.READ_ALL)
                            || word.equals(Permissions.ALL_CONTENT)) {
                        kinds.add(kind);
                    }
                });
        return kinds;
    }

    /** Whether an account brings anything that manages the hub, secures or audits it, however far that reaches. */
    boolean holdsCharge(Account account) {
        return Stream.concat(account.permissions().stream(), rights(account).map(Right::permission))
                .anyMatch(word -> book.kind(word) != Kind.CONTENT);
    }

    /** Whether somebody may do it with everything: the measure of what they may hand on. */
    boolean holdsWhole(Asker asker, String word) {
        // To be given the reading of messages, and not of all, opens none.
        String whole = word.equals(Permissions.READ) ? Permissions.READ_ALL : word;
        return tokenAllows(asker, whole)
                && standing(asker)
                        .filter(account ->
                                given(account, whole) || rights(account, whole).anyMatch(Right::everywhere))
                        .isPresent();
    }

    /** Whether somebody has this right by a role of their own. */
    boolean has(Asker asker, Right right) {
        return tokenAllows(asker, right.permission())
                && standing(asker).stream().flatMap(this::rights).anyMatch(own -> own.reachesAs(right));
    }

    /** By which of their rights a person reads a message: those that {@link #scopeOfPerson} is made of. */
    List<Right> admitting(String person, Facts message) {
        return held(Optional.of(person))
                .filter(right -> book.brings(right.permission(), Permissions.READ))
                .filter(right -> right.messages().admits(message))
                .toList();
    }

    /** What a person holds by roles at this moment. */
    List<Right> rights(String person) {
        Instant now = clock.instant();
        return byPerson.getOrDefault(person, List.of()).stream()
                .filter(right -> right.holdsAt(now))
                .toList();
    }

    /** The account as it stands; what it was when it was asked first does not count. */
    private Optional<Account> standing(Asker asker) {
        return desk.accounts().find(asker.account()).filter(account -> account.isOpen() && !account.mustChange());
    }

    private boolean isWhole(Asker asker) {
        return asker.token()
                .map(id -> desk.tokens()
                        .find(asker.account(), id)
                        .filter(token -> token.permissions().isEmpty())
                        .isPresent())
                .orElse(true);
    }

    private boolean tokenAllows(Asker asker, String word) {
        return asker.token()
                .map(id -> desk.tokens()
                        .find(asker.account(), id)
                        .map(token -> token.permissions()
                                .map(most -> most.stream().anyMatch(held -> book.brings(held, word)))
                                .orElse(true))
                        .orElse(false))
                .orElse(true);
    }

    private boolean given(Account account, String word) {
        return account.permissions().stream().anyMatch(held -> book.brings(held, word));
    }

    private Stream<Right> rights(Account account, String word) {
        return rights(account).filter(right -> book.brings(right.permission(), word));
    }

    private Stream<Right> rights(Account account) {
        return held(account.person());
    }

    private Stream<Right> held(Optional<String> holder) {
        return holder.stream().flatMap(person -> rights(person).stream());
    }

    private LocalText lacks(String word) {
        LocalText name = book.named(word);
        return LocalText.of("这需要权限" + name.zh() + "。", "This needs the permission " + name.en() + ".");
    }
}
