// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Credentials;
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
import org.huitong.connector.echo.EchoConnector;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

/** An outbox on a real database with an echo account that sends to a real server. */
final class Post implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-29T08:00:00Z");

    final EchoPlatform platform = new EchoPlatform();
    final Senders senders = new Senders();
    final Addresses addresses = new Addresses(
            senders,
            person -> person.equals("p-1")
                    ? List.of(
                            new PlatformAccount("fax", "acme", List.of("f-1"), Optional.empty()),
                            new PlatformAccount("echo", "acme", List.of("u-1"), Optional.empty()))
                    : List.of());
    final LetterShelf shelf;
    final List<Message> log = new CopyOnWriteArrayList<>();
    private final OwnStore store;
    private volatile Instant now = START;
    private final InstantSource clock = () -> now;
    private MessageSender sender;
    Dispatcher dispatcher;

    Post(OwnStore store) {
        this.store = store;
        this.shelf = new LetterShelf(store.migrate("outbox"), new OneKeyVault());
        open();
    }

    /** A dispatcher, as after a start of the hub. */
    void open() {
        dispatcher = new Dispatcher(shelf, senders, addresses, log::add, clock, Duration.ofSeconds(5));
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

    void unplug() {
        senders.removeSender(sender);
    }

    static final Map<String, Object> PROPERTIES =
            Map.of("huitong.platform", "echo", "service.pid", "org.huitong.connector.echo~front");

    String post(String room, String text) {
        return post(letter(room, text, false, Optional.empty()));
    }

    String post(Letter letter) {
        return shelf.transactions().write(connection -> new LetterBox(shelf, clock).post(connection, letter));
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

    /** A sender whose library owns its sockets: what is said next is what comes of it; after that the line breaks. */
    record ByHand(EchoConnector echo, BlockingQueue<Step<Sent>> said, List<String> threads) implements MessageSender {
        ByHand(EchoConnector echo) {
            this(echo, new LinkedBlockingQueue<>(), new CopyOnWriteArrayList<>());
        }

        @Override
        public Profile profile() {
            return echo.profile();
        }

        @Override
        public Abilities abilities() {
            Abilities of = echo.abilities();
            return new Abilities(
                    of.kinds(),
                    of.targets(),
                    of.text(),
                    of.markdown(),
                    Optional.empty(),
                    false,
                    List.of(),
                    Optional.empty());
        }

        @Override
        public Step<Sent> send(Outgoing what, Trail trail) {
            return Step.byHand(() -> {
                threads.add(Thread.currentThread().getName());
                Step<Sent> next = said.poll();
                if (next == null) {
                    throw new IOException("the line broke");
                }
                return next;
            });
        }
    }
}
