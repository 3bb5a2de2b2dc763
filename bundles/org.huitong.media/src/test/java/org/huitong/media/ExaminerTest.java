// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.huitong.testkit.Eventually.until;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Message;
import org.huitong.api.operation.Check;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminerTest {
    private static final Attachment FILE = Attachment.file("f1", "报价.xlsx");

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final DerbyStore store = new DerbyStore().migrate("media");
    private final OneKeyVault vault = new OneKeyVault();
    private final HeardAudit audit = new HeardAudit();
    private final MediaShelf shelf = new MediaShelf(store, DerbyStore.schema("media"));
    private final RealTicks ticks = new RealTicks();
    private final Message message = Messages.text("m1", "见附件", clock.instant());
    private MediaStore media;
    private StandInScanner scanner;
    private Examiner examiner;

    @BeforeEach
    void open() throws IOException {
        media = new MediaStore(folder, 10_000_000, 5_000_000, MediaFile.State.CHECKING, shelf, vault);
        scanner = new StandInScanner(0, 2_000_000);
    }

    private void begin(String where, Duration patience) {
        examiner = new Examiner(shelf, media, audit, clock, ticks, where, patience);
    }

    private String here() {
        return "127.0.0.1:" + scanner.port();
    }

    @AfterEach
    void close() throws IOException {
        if (examiner != null) {
            examiner.close();
        }
        ticks.close();
        scanner.close();
        store.close();
    }

    private MediaFile keep(byte[] bytes) throws IOException {
        Asked asked = new Asked(vault);
        MediaFile file = new MediaFile(
                message.id(),
                asked.name(FILE),
                "test",
                "main",
                MediaFile.State.WAITING,
                "",
                Optional.empty(),
                "",
                0,
                "",
                0,
                clock.instant(),
                asked.seal(new Wanted(message.key(), FILE)));
        store.write(connection -> {
            shelf.want(connection, file);
            return null;
        });
        try (SealedFolder.Writing writing = media.write(file)) {
            writing.write(bytes);
            media.keep(file, writing);
        }
        return file;
    }

    private MediaFile now(MediaFile file) {
        return shelf.find(file.message(), file.name()).orElseThrow();
    }

    private void waitFor(MediaFile file, MediaFile.State state) {
        until("it is " + state, () -> now(file).state() == state);
    }

    @Test
    void nobodyGetsAFileBeforeItWasExamined() throws IOException {
        byte[] bytes = "正常文件".repeat(100_000).getBytes();
        MediaFile file = keep(bytes);
        assertThat(now(file).state()).isEqualTo(MediaFile.State.CHECKING);
        assertThat(new Lender(shelf, media, audit, vault).find(message.id(), FILE))
                .isEmpty();

        begin(here(), Duration.ofSeconds(30));
        waitFor(file, MediaFile.State.KEPT);
        assertThat(scanner.heard).singleElement().isEqualTo(bytes);
        assertThat(new Lender(shelf, media, audit, vault).find(message.id(), FILE))
                .isPresent();
        assertThat(examiner.result().status()).isEqualTo(Check.Status.UP);
    }

    @Test
    void whatBearsAMarkIsWithdrawnFromEverybodyAndNoted() throws IOException {
        MediaFile file = keep("...机密★...".getBytes());
        begin("", Duration.ofSeconds(30));
        waitFor(file, MediaFile.State.KEPT);
        Lender lender = new Lender(shelf, media, audit, vault);
        var lent = lender.find(message.id(), FILE).orElseThrow();
        for (int i = 0; i < 2; i++) {
            lender.isolate(lent, "state-secret", LocalText.of("已隔离", "kept apart"));
        }
        assertThat(now(file).state()).isEqualTo(MediaFile.State.INFECTED);
        assertThat(now(file).reason()).isEqualTo("state-secret");
        assertThat(now(file).why().orElseThrow().zh()).isEqualTo("已隔离");
        assertThat(lender.find(message.id(), FILE)).isEmpty();
        assertThat(catchThrowableOfType(() -> lender.open(lent), IOException.class))
                .isNotNull();
        assertThat(audit.lines())
                .containsExactly("-hub media.isolate message:" + message.id().value() + " done");
    }

    @Test
    void whatIsInfectedStaysApartAndIsNoted() throws IOException {
        MediaFile file = keep("...VIRUS...".getBytes());
        begin(here(), Duration.ofSeconds(30));
        waitFor(file, MediaFile.State.INFECTED);

        assertThat(now(file).reason()).isEqualTo("infected");
        assertThat(now(file).why().orElseThrow().zh()).contains("Test.Virus-1");
        assertThat(new Lender(shelf, media, audit, vault).find(message.id(), FILE))
                .isEmpty();
        assertThat(catchThrowableOfType(() -> media.open(now(file), new Span(0, 11)), IOException.class))
                .isNotNull();
        assertThat(audit.differences()).singleElement().satisfies(difference -> assertThat(difference.after())
                .contains("Test.Virus-1"));
        store.write(connection -> {
            shelf.forget(connection, List.of(message.id()));
            return null;
        });
        assertThat(now(file).state()).isEqualTo(MediaFile.State.GONE);
    }

    @Test
    void whileTheScannerIsAwayFilesWaitForIt() throws IOException {
        int port = scanner.port();
        scanner.close();
        MediaFile file = keep("正常".getBytes());
        begin("127.0.0.1:" + port, Duration.ofSeconds(30));
        until("it says so", () -> examiner.result().status() == Check.Status.DEGRADED);
        until("the file says so", () -> now(file).why().isPresent());
        assertThat(now(file).state()).isEqualTo(MediaFile.State.CHECKING);

        clock.leap(Duration.ofDays(30));
        scanner = new StandInScanner(port, 2_000_000);
        waitFor(file, MediaFile.State.KEPT);
        assertThat(examiner.result().status()).isEqualTo(Check.Status.UP);
    }

    @Test
    void aScannerThatSaysNothingOrCannotTellLetsNothingThrough() throws IOException {
        scanner.silent = true;
        MediaFile file = keep("正常".getBytes());
        begin(here(), Duration.ofMillis(300));
        until("it gave up", () -> examiner.result().status() == Check.Status.DEGRADED);
        until("the file says so", () -> now(file).why().isPresent());
        assertThat(now(file).state()).isEqualTo(MediaFile.State.CHECKING);
    }

    @Test
    void whatIsLargerThanTheScannerTakesIsNotLetThrough() throws IOException {
        MediaFile file = keep(new byte[4_000_000]);
        begin(here(), Duration.ofSeconds(30));
        until("it says so", () -> now(file).why().isPresent());
        assertThat(now(file).state()).isEqualTo(MediaFile.State.CHECKING);
    }

    @Test
    void withoutAScannerWhatWaitedForOneIsLetThroughAndAMisspeltOneIsSaid() throws IOException {
        MediaFile file = keep("正常".getBytes());
        begin("clamd at port 3310", Duration.ofSeconds(30));
        assertThat(examiner.result().status()).isEqualTo(Check.Status.DEGRADED);
        until("the file waits", () -> now(file).why().isPresent());
        examiner.close();
        clock.leap(Duration.ofMinutes(2));
        begin("", Duration.ofSeconds(30));
        waitFor(file, MediaFile.State.KEPT);
    }
}
