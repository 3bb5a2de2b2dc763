// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.huitong.api.store.StoreException;
import org.huitong.connector.echo.EchoConnector;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;

/** An outbox in a process of its own, that may be killed: posts its letters, exchanges its connector, ends when all are sent. */
final class SendingProcess {
    static final int LETTERS = 120;

    private SendingProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        OwnStore store = new OnDisk(folder);
        if (!Files.exists(folder)) {
            store.migrate("outbox");
        }
        LetterShelf shelf = new LetterShelf(
                store,
                new OneKeyVault(
                        "a key for this one test, 32 bytes".substring(0, 32).getBytes()));
        LetterBox box = new LetterBox(shelf, new Enclosures(), InstantSource.system(), java.time.ZoneOffset.UTC);
        for (int i = 0; i < LETTERS; i++) {
            // In each process anew: the same key is the same letter.
            String text = "第" + i + "封";
            Optional<String> key = Optional.of("k-" + i);
            String room = "room-" + i % 8;
            shelf.transactions().write(connection -> box.post(connection, Post.letter(room, text, false, key)));
        }
        Senders senders = new Senders();
        EchoConnector echo = Post.echo(args[1]);
        senders.addSender(echo, Post.PROPERTIES);
        Dispatcher dispatcher = new Dispatcher(
                shelf,
                senders,
                new Addresses(senders),
                message -> true,
                InstantSource.system(),
                new Standstill(Path.of("nowhere")),
                new Enclosures(),
                Duration.ofSeconds(5));
        while (!shelf.inState(State.WAITING, 1).isEmpty()
                || !shelf.inState(State.SENDING, 1).isEmpty()) {
            Thread.sleep(40);
            senders.removeSender(echo);
            echo = Post.echo(args[1]);
            senders.addSender(echo, Post.PROPERTIES);
        }
        dispatcher.close();
        Eventually.until(
                "all are accepted",
                () -> shelf.page(Optional.of(State.ACCEPTED), false, Long.MAX_VALUE, LETTERS)
                                .size()
                        == LETTERS);
        System.exit(0);
    }

    /** Derby in a folder. */
    private record OnDisk(String url) implements OwnStore {
        OnDisk(Path folder) {
            this("jdbc:derby:" + folder + ";create=true");
            System.setProperty("derby.stream.error.field", DerbyStore.class.getName() + ".NOWHERE");
        }

        @Override
        public <T> T write(Work<T> work) {
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.setAutoCommit(false);
                try {
                    T result = work.on(connection);
                    connection.commit();
                    return result;
                } catch (SQLException | RuntimeException e) {
                    connection.rollback();
                    throw e;
                }
            } catch (SQLException e) {
                throw new StoreException("the work failed", e);
            }
        }

        @Override
        public <T> T read(Work<T> work) {
            return write(work);
        }

        @Override
        public Dialect dialect() {
            return Dialect.DERBY;
        }

        @Override
        public void close() {}
    }
}
