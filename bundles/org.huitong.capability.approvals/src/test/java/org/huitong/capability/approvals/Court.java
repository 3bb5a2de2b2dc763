// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Keys;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.outbox.Press;
import org.huitong.api.outbox.Settled;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvable;
import org.huitong.api.work.Approvals.Request;
import org.huitong.clock.alarm.AlarmBook;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HandRinger;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.HeardOutbox;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;

/** Approvals with everything that is real about them but the platforms, and a clock to turn. */
final class Court implements AutoCloseable {
    final OwnStore store;
    final TestClock clock = new TestClock();
    final HeardOutbox outbox = new HeardOutbox();
    final HeardAudit audit = new HeardAudit();
    final CountingVault vault = new CountingVault();
    final Firm firm = new Firm();
    final List<String> done = new ArrayList<>();
    /** Whom somebody has put in their place, and whose account they have made: by who asks. */
    final Map<String, Set<String>> placed = new HashMap<>();

    final Map<String, Set<String>> accounts = new HashMap<>();
    /** Accounts that are newer than what was asked. */
    final Set<String> madeSince = new HashSet<>();

    final ApprovalDesk desk;
    final Bench bench;
    final ApprovalShelf shelf;
    final Bulletin bulletin = new Bulletin();
    final Registry registry = new Registry();
    private final Centres centres = new Centres();
    private final AlarmBook alarms;
    private final HandRinger ringer;
    boolean fits = true;

    Court(OwnStore store) {
        this.store = store;
        store.migrate("clock");
        store.migrate("approvals");
        shelf = new ApprovalShelf(store, vault);
        alarms = new AlarmBook(store, DerbyStore.schema("clock"));
        desk = new ApprovalDesk(
                shelf,
                outbox,
                alarms,
                clock,
                firm::roster,
                (role, department) -> firm.holders(role),
                audit,
                new Hands(
                        (giver, since) -> placed.getOrDefault(giver.account(), Set.of()),
                        new FewKeys(accounts, madeSince),
                        clock),
                new Terms(
                        Terms.Mode.READY,
                        List.of("department-head", "it-head", "executive"),
                        Duration.ofDays(3),
                        Duration.ofHours(24),
                        Optional.of("https://hub.example")));
        desk.add(new Doing(), Map.of("huitong.approval", "rights.change"));
        bench = new Bench(desk, shelf);
        centres.add(bulletin, Map.of("service.pid", "feishu~hc", "huitong.platform", "feishu"));
        ringer = new HandRinger(store, alarms).with(ApprovalDesk.WAIT, new WaitAlarm(desk, bench, shelf));
        restart();
    }

    /** Who tells the platforms' centres begins anew, with what was kept and nothing else. */
    void restart() {
        ringer.with(
                ApprovalDesk.CENTRE,
                new CentreAlarm(
                        desk,
                        shelf,
                        centres,
                        new Errands() {
                            @Override
                            public <T> CompletionStage<Ending<T>> run(
                                    String platform,
                                    String account,
                                    BiFunction<Connector, Trail, Step<T>> asking,
                                    BooleanSupplier leaving) {
                                Errands there = platform.equals("feishu") ? bulletin : registry;
                                return there.run(platform, account, asking, leaving);
                            }
                        },
                        alarms));
    }

    /** There is a second centre, by whose ids alone what stands there is known. */
    void withRegistry() {
        centres.add(registry, Map.of("service.pid", "dingtalk~hc", "huitong.platform", "dingtalk"));
    }

    /** How an approval stands in that one. */
    CentreShelf.Entry registered(String id) {
        return store.read(c -> CentreShelf.of(c, id)).stream()
                .filter(entry -> entry.platform().equals("dingtalk"))
                .findFirst()
                .orElseThrow();
    }

    private record FewKeys(Map<String, Set<String>> accounts, Set<String> madeSince) implements Keys {
        @Override
        public Set<String> givenBy(Asker giver, Instant since) {
            return accounts.getOrDefault(giver.account(), Set.of());
        }

        @Override
        public boolean isMadeSince(String account, Instant since) {
            return madeSince.contains(account);
        }
    }

    /** Remembers how often somebody opened something. */
    static final class CountingVault implements Vault {
        final AtomicInteger opened = new AtomicInteger();
        private final Vault vault = new OneKeyVault();

        @Override
        public Sealed seal(String keyClass, byte[] plain, byte[] context) {
            return vault.seal(keyClass, plain, context);
        }

        @Override
        public byte[] open(Sealed sealed, byte[] context) {
            opened.incrementAndGet();
            return vault.open(sealed, context);
        }

        @Override
        public byte[] fingerprint(String purpose, byte[] bytes) {
            return vault.fingerprint(purpose, bytes);
        }

        @Override
        public Sealed rewrap(Sealed sealed, String keyClass) {
            return vault.rewrap(sealed, keyClass);
        }
    }

    private final class Doing implements Approvable {
        @Override
        public Outcome carryOut(Connection transaction, String argument, Asker by) {
            return outcome("+ " + argument);
        }

        @Override
        public Outcome takeBack(Connection transaction, String argument, Asker by) {
            return outcome("- " + argument);
        }

        private Outcome outcome(String what) {
            if (!fits) {
                return new Outcome.Overtaken(LocalText.of("已被别人改过。", "It was changed meanwhile."));
            }
            done.add(what);
            return new Outcome.Done();
        }
    }

    /** These alone approve from now on. */
    void chain(String... roles) {
        desk.set(new ApprovalsConfig() {
            @Override
            public String mode() {
                return "never";
            }

            @Override
            public String[] chain() {
                return roles;
            }

            @Override
            public String expires() {
                return "P3D";
            }

            @Override
            public String review() {
                return "PT24H";
            }

            @Override
            public String address() {
                return "";
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ApprovalsConfig.class;
            }
        });
    }

    /** About p3. */
    String ask(String by, String emergencyOrNull) {
        return ask(by, emergencyOrNull, "the roles");
    }

    String ask(String by, String emergencyOrNull, String argument) {
        Request request = new Request(
                "rights.change",
                LocalText.of("p3 的角色变更", "Other roles for p3"),
                LocalText.of("多一个角色", "a role more"),
                asker(by),
                "p3",
                argument,
                Optional.ofNullable(emergencyOrNull));
        return store.write(c -> desk.ask(c, request));
    }

    Approval of(String id) {
        return store.read(c -> shelf.find(c, id)).orElseThrow();
    }

    Approval approve(String id, String person) {
        return bench.approve(id, asker(person), approval -> true);
    }

    Approval refuse(String id, String person, String reason) {
        return bench.refuse(id, asker(person), approval -> true, reason);
    }

    /** The card of the letter that was posted as the one of that number. */
    Writing.Card card(int number) {
        return (Writing.Card) outbox.letters().get(number).writing();
    }

    Settled press(Writing.Card card, String person) {
        Press press = new Press("letter", card.about(), "approve", person, "dingtalk", clock.instant());
        return store.write(c -> new ApprovalCards(desk, shelf, bench).pressed(c, press));
    }

    void refused(String id, String person, String word) {
        refused(() -> approve(id, person), word);
    }

    static void refused(Runnable work, String word) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.word())
                .isEqualTo(word));
    }

    /** Turns the clock there, ringing on the way whatever is due, each in its moment. */
    void until(Instant end) {
        for (Optional<Instant> next = ringer.next();
                next.filter(n -> !n.isAfter(end)).isPresent();
                next = ringer.next()) {
            clock.set(next.get().isAfter(clock.instant()) ? next.get() : clock.instant());
            ringer.ringAll(clock.instant());
        }
        clock.set(end);
    }

    static Asker asker(String person) {
        return new Asker(person, person, Optional.of(person));
    }

    @Override
    public void close() {
        store.close();
    }
}
