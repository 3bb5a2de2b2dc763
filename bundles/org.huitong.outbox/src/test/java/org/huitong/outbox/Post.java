// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.MessageRecaller;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.connector.echo.EchoConnector;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

/** An outbox on a real database with an echo account that sends to a real server. */
final class Post implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-29T08:00:00Z");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    final EchoPlatform platform = new EchoPlatform();
    final Senders senders = new Senders();
    final Addresses addresses = new Addresses(
            senders,
            person -> person.equals("p-1")
                    ? List.of(
                            new PlatformAccount("fax", "acme", List.of("f-1"), Optional.empty()),
                            new PlatformAccount("echo", "acme", List.of("u-1"), Optional.empty()))
                    : List.of(),
            person -> Optional.of(person + "@acme.test").filter(mail -> person.equals("p-2")),
            person -> Optional.of("13800000000").filter(number -> person.equals("p-1")),
            (role, department) -> role.equals("it-head") ? List.of("p-1", "p-2") : List.of());
    final Enclosures enclosures = new Enclosures();
    final LetterShelf shelf;
    final List<Message> log = new CopyOnWriteArrayList<>();
    private final OwnStore store;
    private volatile Instant now = START;
    private final InstantSource clock = () -> now;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private MessageSender sender;
    private Duration patience = Duration.ofSeconds(5);
    volatile String refusedByTheLog = "";
    Standstill standstill = new Standstill(Path.of("nowhere"));
    Dispatcher dispatcher;

    Post(OwnStore store) {
        this.store = store;
        this.shelf = new LetterShelf(store.migrate("outbox"), new OneKeyVault());
        numbers();
        open();
    }

    /** Derby takes a table's numbers in hundreds, and may refuse the first taking while statements are being compiled. */
    private void numbers() {
        post("nowhere", "第一封");
        shelf.transactions().write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM outbox_letter")) {
                return delete.executeUpdate();
            }
        });
    }

    /** A dispatcher, as after a start of the hub. */
    void open() {
        dispatcher = new Dispatcher(shelf, senders, addresses, this::said, clock, standstill, enclosures, patience);
    }

    /** A roster with nobody in it. */
    static Roster nobody() {
        return (Roster) Proxy.newProxyInstance(
                Post.class.getClassLoader(), new Class<?>[] {Roster.class}, (proxy, method, words) -> Optional.empty());
    }

    /** From now on answers are waited for so long. */
    void patient(Duration time) {
        dispatcher.close();
        patience = time;
        open();
    }

    private boolean said(Message message) {
        if (message.content().text().equals(Optional.of(refusedByTheLog))) {
            throw new IllegalStateException("the log does not take it");
        }
        return log.add(message);
    }

    /** Another node's, on the same shelf. */
    Delivery delivery() {
        Claims claims = new Claims(shelf.transactions());
        Outages outages = new Outages(senders, new AtomicReference<>(Optional.empty()), clock);
        Verdict verdict = new Verdict(shelf, claims, new Pauses(shelf.transactions()), outages, clock);
        Errand.Gear bare = new Errand.Gear(
                senders,
                new Wire(threads, patience, new PlatformTime(clock)),
                Optional.empty(),
                threads,
                new Hands(threads));
        Errand.Gear gear = new Errand.Gear(senders, bare.wire(), Optional.of(new Tokens(bare)), threads, bare.hands());
        return new Delivery(shelf, verdict, gear, addresses, enclosures, clock, () -> {});
    }

    OutboxBoard board() {
        return new OutboxBoard(shelf, senders, addresses, dispatcher.outages(), clock);
    }

    void decide(String id, Decision decision) {
        int decided = shelf.transactions()
                .write(connection ->
                        LetterShelf.decide(connection, row(id).seq(), decision, LocalText.of("决定", "decided"), now));
        if (decided != 1) {
            throw new AssertionError("there was nothing to decide");
        }
        dispatcher.wake();
    }

    /** Its sealed words are not what they were. */
    void spoil(String id) {
        shelf.transactions().write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE outbox_letter SET body = ? WHERE id = ?")) {
                update.setBytes(1, new byte[40]);
                update.setString(2, id);
                return update.executeUpdate();
            }
        });
    }

    void pass(Duration time) {
        now = now.plus(time);
        dispatcher.wake();
    }

    EchoConnector echo() {
        return echo(platform.address());
    }

    /** As the runtime makes it: the configuration's type is the connector's own affair. */
    static EchoConnector echo(String address) {
        Constructor<?> constructor = EchoConnector.class.getConstructors()[0];
        try {
            return (EchoConnector) constructor.newInstance(
                    Converters.standardConverter()
                            .convert(Map.of("secret", "sealed:a secret of sixteen", "baseUrl", address))
                            .to(constructor.getParameterTypes()[0]),
                    PROPERTIES,
                    new Wax());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    void plug(MessageSender plugged) {
        sender = plugged;
        senders.addSender(plugged, PROPERTIES);
        dispatcher.wake();
    }

    /** Another account, of a connector that does by hand what it says. */
    void plug(String platform, MessageSender plugged) {
        senders.addSender(
                plugged,
                Map.of("huitong.platform", platform, "service.pid", "org.huitong.connector." + platform + "~box"));
        dispatcher.wake();
    }

    void unplug() {
        senders.removeSender(sender);
    }

    static final Map<String, Object> PROPERTIES = properties("front");

    static Map<String, Object> properties(String account) {
        return Map.of("huitong.platform", "echo", "service.pid", "org.huitong.connector.echo~" + account);
    }

    /** One whose connector breaks as it is asked what it can send. */
    static MessageSender broken(EchoConnector echo) {
        return new MessageSender() {
            @Override
            public Profile profile() {
                return echo.profile();
            }

            @Override
            public Abilities abilities() {
                throw new NoClassDefFoundError("org/vendor/Gone");
            }

            @Override
            public Step<Sent> send(Outgoing what, Trail trail) {
                throw new NoClassDefFoundError("org/vendor/Gone");
            }

            @Override
            public Step<Receipt> receipt(String nativeId, Trail trail) {
                throw new NoClassDefFoundError("org/vendor/Gone");
            }
        };
    }

    String post(String room, String text) {
        return post(letter(room, text, false, Optional.empty()));
    }

    /** Takes back what that account or bundle has posted under the key. */
    void recall(String by, String key, LocalText why) {
        shelf.transactions().write(connection -> {
            new LetterBox(shelf, enclosures, clock, ZONE).recall(connection, by, key, why);
            return null;
        });
    }

    String post(Letter letter) {
        return shelf.transactions()
                .write(connection -> new LetterBox(shelf, enclosures, clock, ZONE).post(connection, letter));
    }

    static Letter letter(String room, String text, boolean urgent, Optional<String> key) {
        return new Letter(
                new To.Room("echo", "front", room),
                new Writing.Text(text),
                "zhang",
                true,
                urgent,
                key,
                Optional.empty(),
                Optional.empty());
    }

    ShelfRow row(String id) {
        return shelf.find(id).orElseThrow();
    }

    State state(String id) {
        return row(id).state();
    }

    @Override
    public void close() {
        dispatcher.close();
        threads.shutdown();
        platform.close();
        store.close();
    }

    /** The same sender with other abilities. */
    record Shaped(EchoConnector echo, Abilities abilities) implements MessageSender, Credentials {
        static Shaped withoutKey(EchoConnector echo) {
            return new Shaped(echo, with(echo.abilities(), Optional.empty(), List.of()));
        }

        static Shaped within(EchoConnector echo, Abilities.Quota... quotas) {
            return new Shaped(echo, with(echo.abilities(), echo.abilities().keyHolds(), List.of(quotas)));
        }

        private static Abilities with(Abilities of, Optional<Duration> key, List<Abilities.Quota> quotas) {
            return new Abilities(
                    of.kinds(), of.targets(), of.text(), of.markdown(), key, of.receipts(), quotas, of.problem());
        }

        @Override
        public Profile profile() {
            return echo.profile();
        }

        @Override
        public Step<Sent> send(Outgoing what, Trail trail) {
            return echo.send(what, trail);
        }

        @Override
        public Step<Receipt> receipt(String nativeId, Trail trail) {
            return echo.receipt(nativeId, trail);
        }

        @Override
        public Step<Token> renew(Trail trail) {
            return echo.renew(trail);
        }
    }

    /** The same sender, whose platform takes back, or says why not. */
    record Retracting(EchoConnector echo, BlockingQueue<Step<Boolean>> said, List<String> asked)
            implements MessageRecaller, Credentials {
        Retracting(EchoConnector echo) {
            this(echo, new LinkedBlockingQueue<>(), new CopyOnWriteArrayList<>());
        }

        @Override
        public Profile profile() {
            return echo.profile();
        }

        @Override
        public Abilities abilities() {
            return echo.abilities();
        }

        @Override
        public Step<Sent> send(Outgoing what, Trail trail) {
            return echo.send(what, trail);
        }

        @Override
        public Step<Token> renew(Trail trail) {
            return echo.renew(trail);
        }

        @Override
        public Duration recallable() {
            return Duration.ofHours(1);
        }

        @Override
        public Step<Boolean> recall(String nativeId, Outgoing.Target where, Trail trail) {
            asked.add(nativeId + " of " + where.id());
            return said.poll();
        }
    }

    /** One whose connector takes its time to say what it can send. */
    record Slow(ByHand hand, CountDownLatch asked, CountDownLatch answers) implements MessageSender {
        @Override
        public Profile profile() {
            return hand.profile();
        }

        @Override
        public Abilities abilities() {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return hand.abilities();
        }

        @Override
        public Step<Sent> send(Outgoing what, Trail trail) {
            return hand.send(what, trail);
        }
    }

    /** A sender whose library owns its sockets: what is said next is what comes of it; after that the line breaks. */
    record ByHand(
            EchoConnector echo,
            Set<Outgoing.Target.Kind> targets,
            BlockingQueue<Step<Sent>> said,
            List<String> threads,
            List<Outgoing> sent)
            implements MessageSender {
        ByHand(EchoConnector echo) {
            this(echo, echo.abilities().targets());
        }

        ByHand(EchoConnector echo, Set<Outgoing.Target.Kind> targets) {
            this(
                    echo,
                    targets,
                    new LinkedBlockingQueue<>(),
                    new CopyOnWriteArrayList<>(),
                    new CopyOnWriteArrayList<>());
        }

        @Override
        public Profile profile() {
            return echo.profile();
        }

        @Override
        public Abilities abilities() {
            Abilities of = echo.abilities();
            return new Abilities(
                    Set.of(Writing.Kind.values()),
                    targets,
                    of.text(),
                    of.text(),
                    Optional.empty(),
                    false,
                    List.of(),
                    Optional.empty());
        }

        @Override
        public Step<Sent> send(Outgoing what, Trail trail) {
            return Step.byHand(() -> {
                threads.add(Thread.currentThread().getName());
                sent.add(what);
                Step<Sent> next = said.poll();
                if (next == null) {
                    throw new IOException("the line broke");
                }
                return next;
            });
        }
    }
}
