// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.huitong.api.clock.Ticks;
import org.huitong.api.file.FileWords.Known;
import org.huitong.api.file.FileWords.State;
import org.huitong.api.keeping.KeptFiles;
import org.huitong.api.masking.Masks;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.api.operation.Check;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Entry.Liveness;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** What becomes of the files of messages, on every database. */
interface FileWordsContract {
    /** With the schema {@code filewords}, empty. */
    Transactions tables();

    Path folder();

    @Test
    default void theWordsOfAFileAreKnownOnceItIsHere() throws IOException {
        try (House house = new House(tables(), folder())) {
            Message offer = house.says(7, "f1", "f2");
            house.until(offer, "f1", State.AWAITED);
            house.files.put("f1", Papers.xlsx("料号", "轴承座"));
            house.files.put("f2", Papers.docx("x".repeat(60_000)));
            house.clock.leap(Duration.ofMinutes(2));
            house.until(offer, "f1", State.READ);
            house.until(offer, "f2", State.CUT);
            List<Known> known = house.desk.after(0, 10);
            assertThat(known).extracting(Known::line).containsExactly(7L, 7L);
            assertThat(known).extracting(Known::number).containsExactly(1L, 2L);
            assertThat(known).anySatisfy(one -> assertThat(one.text()).contains("轴承座"));
            assertThat(house.desk.after(2, 10)).isEmpty();
            assertThat(house.desk.text(offer.id(), "f1").orElseThrow()).contains("轴承座");
        }
    }

    @Test
    default void whatIsForgottenOrInQuarantineHasNoWordsAndNoNumberIsGivenTwice() throws IOException {
        try (House house = new House(tables(), folder())) {
            house.files.put("f1", Papers.docx("轴承座"));
            Message first = house.says(1, "f1");
            Message second = house.says(2, "f1");
            house.until(first, "f1", State.READ);
            house.until(second, "f1", State.READ);
            house.tables.write(connection -> {
                house.reader().forget(connection, List.of(second.id()));
                return null;
            });
            house.reads(new Entry.Quarantined(3, 1, Liveness.LATE, first.id(), "test", house.clock.instant()));
            assertThat(house.desk.after(0, 10)).isEmpty();
            assertThat(house.desk.text(first.id(), "f1")).isEmpty();
            assertThat(house.desk.standing(second.id(), "f1")).isEmpty();
            Message third = house.says(4, "f1");
            house.until(third, "f1", State.READ);
            assertThat(house.desk.after(0, 10)).extracting(Known::number).containsExactly(3L);
        }
    }

    @Test
    default void whereTheKeyIsDestroyedThereAreNoWords() throws IOException {
        try (House house = new House(tables(), folder())) {
            house.files.put("f1", Papers.docx("轴承座"));
            Message message = house.says(1, "f1");
            house.until(message, "f1", State.READ);
            FileWordsShelf without = new FileWordsShelf(house.tables, new OneKeyVault());
            assertThat(without.text(message.id(), "f1")).isEmpty();
            assertThat(without.after(0, 10)).extracting(Known::text).containsExactly("");
        }
    }

    @Test
    default void whatCannotBeReadSaysWhy() throws Exception {
        try (House house = new House(tables(), folder())) {
            house.files.put("locked", Papers.locked(Papers.xlsx("a")));
            house.files.put("large", new byte[200_001]);
            house.files.put("film", new byte[10]);
            house.kinds.put("film", "video/mp4");
            house.files.put("secret", Papers.docx("机密★ 名单"));
            Message message = house.says(1, "locked", "large", "film", "secret", "never");
            Map<String, String> why = Map.of(
                    "locked", "encrypted", "large", "too large", "film", "kind of file", "secret", "state secret");
            for (Map.Entry<String, String> one : why.entrySet()) {
                house.until(message, one.getKey(), State.UNREADABLE);
                assertThat(house.desk
                                .standing(message.id(), one.getKey())
                                .orElseThrow()
                                .why()
                                .orElseThrow()
                                .en())
                        .contains(one.getValue());
            }
            assertThat(house.apart).containsExactly("secret");
            house.clock.leap(Duration.ofDays(5));
            house.until(message, "never", State.UNREADABLE);
            assertThat(house.desk.after(0, 10)).isEmpty();
        }
    }

    @Test
    default void whatIsWrongWithOneFileIsSeenAndNotInTheWayOfOthers() throws IOException {
        try (House house = new House(tables(), folder())) {
            house.files.put("f1", Papers.docx("料号"));
            house.files.put("f2", Papers.docx("轴承座"));
            house.broken.add("f1");
            Message first = house.says(1, "f1");
            house.ticks("it is seen", () -> house.desk.result().status() == Check.Status.DEGRADED);
            Message second = house.says(2, "f2");
            house.until(second, "f2", State.READ);
            house.broken.clear();
            house.clock.leap(Duration.ofHours(2));
            house.until(first, "f1", State.READ);
            assertThat(house.desk.result().status()).isEqualTo(Check.Status.UP);
        }
    }

    /** The desk with its reader; a file is called as the platform calls it. */
    final class House implements AutoCloseable, KeptFiles, Masks {
        final Map<String, byte[]> files = new ConcurrentHashMap<>();
        final Map<String, String> kinds = new ConcurrentHashMap<>();
        final Set<String> apart = ConcurrentHashMap.newKeySet();
        final Set<String> broken = ConcurrentHashMap.newKeySet();
        final TestClock clock = new TestClock();
        final Transactions tables;
        final FileWordsDesk desk;
        private final Set<Runnable> ticks = ConcurrentHashMap.newKeySet();

        House(Transactions tables, Path folder) {
            this.tables = tables;
            this.desk = new FileWordsDesk(
                    new FileWordsShelf(tables, new OneKeyVault()),
                    this,
                    this,
                    new Workshop(System.getProperty("java.class.path"), folder),
                    new FileWordsDesk.Limits(200_000, 50_000, Duration.ofSeconds(60), 256),
                    clock,
                    new Ticks() {
                        @Override
                        public Tick after(Duration pause, Runnable work) {
                            throw new UnsupportedOperationException();
                        }

                        @Override
                        public Tick every(Duration pause, Runnable work) {
                            ticks.add(work);
                            return () -> ticks.remove(work);
                        }
                    });
        }

        FileWordsReader reader() {
            return new FileWordsReader(desk);
        }

        Message says(long seq, String... attached) {
            Content content = Content.of(
                    MessageType.FILE,
                    "见附件",
                    java.util.Arrays.stream(attached)
                            .map(name -> Attachment.file(name, name))
                            .toArray(Attachment[]::new));
            Message message = Messages.of("m" + seq, content, clock.instant());
            reads(new Entry.Said(seq, seq, Liveness.LIVE, message, 1, false, clock.instant(), List.of()));
            return message;
        }

        void reads(Entry entry) {
            tables.write(connection -> {
                reader().read(List.of(entry), connection);
                return null;
            });
        }

        void until(Message message, String file, State state) {
            ticks(file + " is " + state, () -> desk.standing(message.id(), file)
                    .filter(there -> there.state() == state)
                    .isPresent());
        }

        void ticks(String what, BooleanSupplier until) {
            Eventually.until(what, () -> {
                ticks.forEach(Runnable::run);
                return until.getAsBoolean();
            });
        }

        @Override
        public Optional<KeptFile> find(MessageId message, String name) {
            if (broken.contains(name)) {
                throw new NoClassDefFoundError(name);
            }
            return Optional.ofNullable(files.get(name))
                    .map(bytes ->
                            new KeptFile(message, name, kinds.getOrDefault(name, "application/zip"), bytes.length, ""));
        }

        @Override
        public void isolate(KeptFile file, String reason, LocalText why) {
            apart.add(file.name());
        }

        @Override
        public String name(Attachment attachment) {
            return attachment.reference();
        }

        @Override
        public InputStream open(KeptFile file) {
            return new ByteArrayInputStream(files.get(file.name()));
        }

        @Override
        public String over(String words) {
            return words;
        }

        @Override
        public boolean isStateSecret(String words) {
            return words.contains("机密★");
        }

        @Override
        public void close() {
            desk.close();
        }
    }
}
