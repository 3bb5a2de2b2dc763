// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Perspective;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.audit.Sight;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Transactions;
import org.huitong.audit.AuditShelf.Placed;
import org.huitong.audit.AuditShelf.Question;
import org.huitong.audit.verifier.AtHand;
import org.huitong.audit.verifier.Verify;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.QuietRun;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit does on every database. */
interface AuditContract {
    Asker READER = new Asker("wang", "王五", Optional.of("p-wang"));
    Question ALL = question(Optional.empty(), Optional.empty());

    Transactions store();

    @Test
    default void aDeedIsKeptWithItsTransactionOrNotAtAll(@TempDir Path folder) throws Exception {
        Desk desk = new Desk(store(), folder);
        store().write(c -> {
            desk.book.note(c, deed("a1").changing("1", "2"));
            return null;
        });
        assertThatThrownBy(() -> store().write(c -> {
                    desk.book.note(c, deed("a2"));
                    throw new IllegalStateException("it failed");
                }))
                .hasMessage("it failed");
        desk.book.note(deed("a3").searching("合同"));
        desk.sealer.link();
        List<Placed> all = desk.shelf.oldest(ALL, 0, 10);
        assertThat(all)
                .extracting(p -> p.seq() + " " + p.entry().thing())
                .containsExactly("1 account:a1", "2 account:a3");
        assertThat(all.get(0).entry().beforeOrNull()).isEqualTo("1");
        assertThat(all.get(1).entry().wordsOrNull()).doesNotContain("合同");
        assertThat(desk.shelf.words(all.get(1).entry())).contains("合同");
    }

    @Test
    default void theSameReaderAndMessageIsOneEntry(@TempDir Path folder) throws Exception {
        Desk desk = new Desk(store(), folder);
        List<Sight> page = IntStream.range(0, 50)
                .mapToObj(i -> new Sight(message(i), Optional.of("p-" + i % 3)))
                .toList();
        for (int refresh = 0; refresh < 5; refresh++) {
            desk.book.reading(READER, "messages.list", page);
        }
        desk.book.reading(new Asker("li", "李四", Optional.empty()), "messages.find", page.subList(0, 1));
        desk.sealer.link();
        assertThat(desk.shelf.oldest(ALL, 0, 500)).hasSize(51);
        assertThat(desk.shelf.oldest(question(Optional.empty(), Optional.of("p-0")), 0, 500))
                .hasSize(18)
                .allMatch(placed -> "p-0".equals(placed.entry().whoseOrNull()));
        assertThat(desk.shelf.newest(question(Optional.of("li"), Optional.empty()), Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(placed -> assertThat(placed.entry().thing())
                        .isEqualTo("message:" + message(0).value()));
    }

    /** Who has looked at it, and a minute later takes it out, is found as somebody who took it out. */
    @Test
    default void whatIsTakenOutIsNotedBesideThatItWasSeen(@TempDir Path folder) throws Exception {
        Desk desk = new Desk(store(), folder);
        List<Sight> page = List.of(new Sight(message(1), Optional.empty()));
        for (String verb : List.of("messages.list", "messages.export", "messages.find", "messages.export")) {
            desk.book.reading(READER, verb, page);
        }
        desk.sealer.link();
        assertThat(desk.shelf.oldest(ALL, 0, 10))
                .extracting(placed -> placed.entry().verb())
                .containsExactly("messages.list", "messages.export");
    }

    /** Who said it is told, and through whose eyes it was seen; one who looks anew as another has looked anew. */
    @Test
    default void whatIsSeenThroughAnothersEyesIsNotedForBoth(@TempDir Path folder) throws Exception {
        Desk desk = new Desk(store(), folder);
        Perspective li = new Perspective("li", "李四", Optional.of("p-li"), Instant.MAX);
        Asker through = new Asker("wang", "王五", Optional.empty(), Optional.empty(), Optional.of(li));
        List<Sight> page = List.of(
                new Sight(message(1), Optional.of("p-zhao")),
                new Sight(message(2), Optional.of("p-li")),
                new Sight(message(3), Optional.empty()));
        desk.book.reading(new Asker("wang", "王五", Optional.empty()), "messages.list", page.subList(0, 1));
        desk.book.reading(through, "messages.list", page);
        desk.book.reading(through, "messages.list", page);
        desk.book.note(Deed.done(Doer.of(through), "accounts.view-as", Thing.of("account", "li"))
                .concerning(li.person()));
        desk.sealer.link();
        assertThat(desk.shelf.oldest(ALL, 0, 50)).hasSize(7);
        assertThat(desk.shelf.oldest(question(Optional.empty(), Optional.of("p-li")), 0, 50))
                .hasSize(4)
                .allMatch(placed -> placed.entry().doerName().equals("王五 → 李四"));
        assertThat(desk.shelf.oldest(question(Optional.empty(), Optional.of("p-zhao")), 0, 50))
                .hasSize(2);
    }

    @Test
    default void manyAtATimeAreAllInTheChain(@TempDir Path folder) throws Exception {
        Desk desk = new Desk(store(), folder);
        ExecutorService many = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String id = "a" + i;
            all.add(many.submit(() -> desk.book.note(deed(id))));
        }
        for (Future<?> one : all) {
            one.get();
        }
        many.shutdown();
        desk.sealer.link();
        List<Placed> chain = desk.shelf.oldest(ALL, 0, 500);
        assertThat(chain).extracting(p -> p.entry().thing()).hasSize(200).doesNotHaveDuplicates();
        String hash = Entry.NO_HASH;
        for (Placed placed : chain) {
            hash = placed.entry().hash(hash, placed.seq());
            assertThat(placed.hash()).isEqualTo(hash);
        }
    }

    @Test
    default void anExportIsVerifiedAndAForgedOneIsNot(@TempDir Path folder) throws Exception {
        Desk desk = new Desk(store(), folder);
        for (int i = 1; i <= 30; i++) {
            desk.book.note(i % 4 == 0 ? deed("a" + i).changing("\"旧\"\n", "新\\") : deed("a" + i));
            desk.clock.leap(Duration.ofSeconds(1));
        }
        desk.sealer.link();
        Path whole = export(desk, folder.resolve("whole.jsonl"), "jsonl", ALL);
        assertThat(verify(whole)).isZero();
        assertThat(verify(export(
                        desk, folder.resolve("some.jsonl"), "jsonl", question(Optional.of("zhang"), Optional.empty()))))
                .isZero();
        List<String> lines = Files.readAllLines(whole);
        assertThat(verify(with(folder, lines, 6, lines.get(6).replace("account:a5", "account:a6"))))
                .isOne();
        assertThat(verify(with(folder, lines, 5, null))).isOne();
        assertThat(verify(with(folder, lines, lines.size() - 2, null))).isOne();
        assertThat(Files.readString(export(desk, folder.resolve("all.csv"), "csv", ALL)))
                .contains("account:a30");
        assertThat(AuditExport.cell("=1+1")).isEqualTo("\"'=1+1\"");
    }

    /** All is linked anew behind a change, by somebody who has the database and no key. */
    @Test
    default void anExportOfAChainThatWasMadeAnewIsFound(@TempDir Path folder) throws Exception {
        Desk desk = new Desk(store(), folder);
        for (int i = 1; i <= 9; i++) {
            desk.book.note(deed("a" + i));
        }
        desk.sealer.link();
        desk.sealer.sign();
        String key = folder.resolve("audit/key.pub").toString();
        Path kept = Files.copy(folder.resolve("audit/heads"), folder.resolve("kept"));
        assertThat(run(desk, export(desk, folder.resolve("whole.jsonl"), "jsonl", ALL), "--key", key))
                .isZero();
        makeAnew(desk, 4);
        Path forged = export(desk, folder.resolve("forged.jsonl"), "jsonl", ALL);
        assertThat(run(desk, forged)).isOne();

        // Without its heads it proves nothing, which counts where somebody gives what would prove it.
        List<String> bare = Files.readAllLines(forged).stream()
                .filter(line -> !line.startsWith("{\"head\""))
                .toList();
        assertThat(bare).hasSize(11);
        Path stripped = Files.write(folder.resolve("stripped.jsonl"), bare);
        desk.clock.leap(Duration.ofHours(1));
        assertThat(run(desk, stripped)).isZero();
        assertThat(run(desk, stripped, "--key", key)).isOne();
        assertThat(run(desk, stripped, "--key", key, "--heads", kept.toString()))
                .isOne();
    }

    private void makeAnew(Desk desk, int from) {
        List<Placed> all = desk.shelf.oldest(ALL, 0, 500);
        store().write(connection -> {
            String hash = all.get(from - 2).hash();
            try (Statement statement = connection.createStatement()) {
                for (Placed placed : all.subList(from - 1, all.size())) {
                    statement.executeUpdate("UPDATE audit_entry SET doer = 'forged' WHERE seq = " + placed.seq());
                    try (ResultSet row =
                            statement.executeQuery("SELECT * FROM audit_entry WHERE seq = " + placed.seq())) {
                        row.next();
                        hash = Entry.of(row).hash(hash, placed.seq());
                    }
                    statement.executeUpdate("UPDATE audit_entry SET hash = '" + hash + "' WHERE seq = " + placed.seq());
                }
                statement.executeUpdate("UPDATE audit_head SET hash = '" + hash + "'");
            }
            return null;
        });
    }

    private static int run(Desk desk, Path file, String... options) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        String[] words =
                Stream.concat(Stream.of(options), Stream.of(file.toString())).toArray(String[]::new);
        return AtHand.run(nowhere, desk.clock.instant(), words);
    }

    private static Path with(Path folder, List<String> lines, int at, String lineOrNull) throws IOException {
        List<String> changed = new ArrayList<>(lines);
        if (lineOrNull == null) {
            changed.remove(at);
        } else {
            changed.set(at, lineOrNull);
        }
        return Files.write(folder.resolve("changed.jsonl"), changed);
    }

    private static int verify(Path file) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Verify.run(new String[] {file.toString()}, nowhere, nowhere);
    }

    private Path export(Desk desk, Path file, String format, Question question) throws Exception {
        new AuditExport(store(), desk.vault, desk.sealer)
                .run(new QuietRun("auditor", AuditExport.argument(format, question), Optional.of(file)));
        return file;
    }

    private static Question question(Optional<String> by, Optional<String> whose) {
        return new Question(by, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), whose);
    }

    @Test
    default void refusalsOfTodayAreCountedAndWrongPasswordsAreNot(@TempDir Path folder) throws Exception {
        Desk desk = new Desk(store(), folder);
        Refusals refusals = new Refusals(store(), desk.clock);
        assertThat(refusals.measure().get(0).value()).isZero();
        Doer li = new Doer("li", "李四");
        desk.book.note(Deed.refused(li, "messages.read", Thing.of("room", "r1")));
        desk.book.note(Deed.refused(Doer.NOBODY, "session.open", Thing.of("account", "li")));
        desk.book.note(deed("a1"));
        desk.sealer.link();
        assertThat(refusals.measure().get(0).value()).isEqualTo(1);
        desk.book.note(Deed.refused(li, "rules.write", Thing.of("rule", "3")));
        desk.sealer.link();
        assertThat(refusals.measure().get(0).value()).isEqualTo(2);
        // One that begins later in the day counts the same.
        assertThat(new Refusals(store(), desk.clock).measure().get(0).value()).isEqualTo(2);
        desk.clock.leap(Duration.ofDays(1));
        assertThat(refusals.measure().get(0).value()).isZero();
    }

    private static Deed deed(String account) {
        return Deed.done(new Doer("zhang", "张三"), "accounts.change", Thing.of("account", account));
    }

    private static MessageId message(int n) {
        return Messages.text("m" + n, "你好", Instant.EPOCH).id();
    }

    /** All parts of the audit on one store. */
    final class Desk {
        final TestClock clock = new TestClock();
        final OneKeyVault vault = new OneKeyVault();
        final AuditBook book;
        final Sealer sealer;
        final AuditShelf shelf;

        Desk(Transactions store, Path folder) throws IOException {
            book = new AuditBook(store, vault, clock);
            sealer = new Sealer(store, clock, new NoTicks(), folder, folder.resolve("keys"));
            shelf = new AuditShelf(store, vault);
        }
    }
}
