// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.huitong.api.access.Identity;
import org.huitong.api.access.PasswordProvider;
import org.huitong.api.access.Recognition;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.osgi.framework.Constants;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks those who know people by a password of elsewhere, and finds out who of our people they are. */
@Component(service = Recognising.class)
public final class Recognising {
    private static final Logger LOG = LoggerFactory.getLogger(Recognising.class);
    private static final LocalText NO_ROSTER =
            LocalText.of("通讯录还没有就绪，请稍后再试。", "The directory of people is not up yet. Try again in a moment.");
    private static final LocalText UNKNOWN = LocalText.of(
            "身份已核实，但汇通的通讯录里没有您（按工号、登录名和邮箱都找不到）。请联系管理员把您加入通讯录。",
            "You are who you say, and Huitong knows nobody of your employee number, login name or mail address. Ask an administrator to add you to the directory.");
    private static final LocalText UNBOUND = LocalText.of(
            "身份已核实，但汇通还不知道这个聊天账号是谁的。请先用密码或公司账号登录，在“我的聊天账号”里绑定它，下次就能直接进入。",
            "You are who you say, and Huitong does not know whose chat account that is. Log in by password or by your company once, and bind it on the page My chat accounts: from then on it lets you in.");
    private static final LocalText SEVERAL = LocalText.of(
            "身份已核实，但几家公司里有人用同一个工号，无法确定是哪一位。请联系管理员在通讯录里填写您的登录名。",
            "You are who you say, and people of several companies have this employee number. Ask an administrator to put your login name into the directory.");
    private static final LocalText LEFT = LocalText.of(
            "身份已核实，但通讯录里您已离职。请联系管理员。",
            "You are who you say, and by the directory of people you have left. Ask an administrator.");

    private final Map<Rank, PasswordProvider> providers = new ConcurrentSkipListMap<>(
            Comparator.comparingInt(Rank::ranking).reversed().thenComparingLong(Rank::id));

    private volatile ComponentServiceObjects<People> lent;
    private volatile Supplier<Optional<Roster>> roster = Optional::empty;

    @Activate
    public Recognising() {}

    Recognising(People people) {
        this.roster = () -> Optional.of(people.roster());
    }

    /**
     * The roster is a plug's: without it nobody is recognised, and who has a local password comes in all the same. It is
     * made when somebody is to be recognised, never here: it stands on the logins itself, and while these are being made
     * each would wait for the other.
     */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindPeople(ComponentServiceObjects<People> people) {
        lent = people;
        roster = () -> newest(people);
    }

    public void unbindPeople(ComponentServiceObjects<People> people) {
        if (lent != null && lent.getServiceReference().equals(people.getServiceReference())) {
            lent = null;
            roster = Optional::empty;
        }
    }

    private static Optional<Roster> newest(ComponentServiceObjects<People> lent) {
        People people = lent.getService();
        if (people == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(people.roster());
        } finally {
            lent.ungetService(people);
        }
    }

    /** Somebody of the roster; nobody while there is none. */
    Optional<Person> person(String id) {
        return roster.get().flatMap(all -> all.person(id));
    }

    private record Rank(int ranking, long id) {
        static Rank of(Map<String, Object> properties) {
            return new Rank(
                    properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
                    properties.get(Constants.SERVICE_ID) instanceof Long id ? id : 0);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addProvider(PasswordProvider provider, Map<String, Object> properties) {
        providers.put(Rank.of(properties), provider);
    }

    public void removeProvider(PasswordProvider provider, Map<String, Object> properties) {
        providers.remove(Rank.of(properties), provider);
    }

    /**
     * The first who knows the name decides; who cannot be reached is remembered, so that nobody hears that their password
     * is wrong because a line is down.
     */
    Recognition recognise(String login, char[] password) {
        Recognition unless = new Recognition.NotMine();
        for (PasswordProvider provider : List.copyOf(providers.values())) {
            Recognition said = asked(provider, login, password.clone());
            if (said instanceof Recognition.Recognised || said instanceof Recognition.Refused) {
                return said;
            }
            if (!(said instanceof Recognition.NotMine) && !(unless instanceof Recognition.Unreachable)) {
                unless = said;
            }
        }
        return unless;
    }

    private static Recognition asked(PasswordProvider provider, String login, char[] password) {
        try {
            return provider.recognise(login, password);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "A provider of identities failed provider={}",
                    provider.getClass().getName(),
                    Unquoted.of(e));
            return new Recognition.Unreachable();
        } finally {
            java.util.Arrays.fill(password, '\0');
        }
    }

    /** Who of ours that is. */
    sealed interface Found {
        record One(Person person) implements Found {}

        record Nobody(LocalText reason) implements Found {}
    }

    Found person(Identity identity) {
        return roster.get().map(known -> person(known, identity)).orElseGet(() -> new Found.Nobody(NO_ROSTER));
    }

    private static Found person(Roster roster, Identity identity) {
        Identity.Provider provider = identity.provider();
        Optional<Person> held = identity.subjects().stream()
                .flatMap(id -> roster.holder(provider.platform(), provider.tenant(), id).stream())
                .findFirst();
        if (held.isPresent()) {
            return held.get().active() ? new Found.One(held.get()) : new Found.Nobody(LEFT);
        }
        List<Person> numbered = those(roster, identity.employee(), person -> Optional.of(person.employee()));
        List<Person> here = numbered.stream().filter(Person::active).toList();
        if (here.size() == 1) {
            return new Found.One(here.get(0));
        }
        return only(those(roster, identity.login(), Person::login))
                .or(() -> only(those(roster, identity.mail(), Person::mail)))
                .<Found>map(Found.One::new)
                .orElseGet(() -> new Found.Nobody(reason(identity, numbered, here)));
    }

    private static List<Person> those(
            Roster roster, Optional<String> told, Function<Person, Optional<String>> attribute) {
        return told.filter(text -> !text.isBlank()).stream()
                .flatMap(text -> roster.persons().stream().filter(person -> attribute
                        .apply(person)
                        .filter(text::equalsIgnoreCase)
                        .isPresent()))
                .toList();
    }

    /** Where two have the same, it is nobody's. */
    private static Optional<Person> only(List<Person> found) {
        List<Person> here = found.stream().filter(Person::active).toList();
        return here.size() == 1 ? Optional.of(here.get(0)) : Optional.empty();
    }

    /** Whether it is only that nobody has said yet whose account that is. */
    static boolean isUnbound(LocalText reason) {
        return reason.equals(UNBOUND);
    }

    private static LocalText reason(Identity identity, List<Person> numbered, List<Person> here) {
        boolean byNothingElse = Stream.of(identity.employee(), identity.login(), identity.mail())
                .allMatch(Optional::isEmpty);
        if (byNothingElse) {
            return UNBOUND;
        }
        return !here.isEmpty() ? SEVERAL : numbered.isEmpty() ? UNKNOWN : LEFT;
    }

    /** How an account may be called that is made for somebody, the best first. */
    static List<String> names(Identity identity, Person person) {
        Map<Integer, String> names = new TreeMap<>();
        identity.login().or(person::login).ifPresent(login -> names.put(0, login));
        names.put(1, person.employee());
        names.put(2, person.id());
        return names.values().stream()
                .map(Account::normal)
                .filter(Account::isName)
                .toList();
    }
}
