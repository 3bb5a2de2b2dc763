// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.huitong.capability.filewords.Outcome.Reason;
import org.huitong.kit.process.Gone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of every kind and of the worst, read by the real process. */
class ReadingTest {
    private static final FileWordsDesk.Limits LIMITS =
            new FileWordsDesk.Limits(30_000_000, 20_000, Duration.ofSeconds(60), 256);

    @TempDir
    Path folder;

    private Reading reading;

    @AfterEach
    void close() {
        if (reading != null) {
            reading.close();
        }
    }

    private Workshop workshop() {
        return new Workshop(System.getProperty("java.class.path"), folder);
    }

    private Outcome read(byte[] file) throws Exception {
        return read(file, LIMITS, true);
    }

    private Outcome read(byte[] file, FileWordsDesk.Limits limits, boolean ended) throws Exception {
        if (reading == null) {
            reading = new Reading(workshop(), limits);
        }
        return reading.read(new ByteArrayInputStream(file), ended).orElseThrow();
    }

    private String words(byte[] file) throws Exception {
        Outcome outcome = read(file);
        assertThat(outcome).isInstanceOf(Outcome.Text.class);
        return ((Outcome.Text) outcome).text();
    }

    private void isNot(byte[] file, Reason reason) throws Exception {
        assertThat(read(file)).isEqualTo(new Outcome.Unreadable(reason));
    }

    @Test
    void readsWhatPeopleSend() throws Exception {
        assertThat(words(Papers.xlsx("料号", "轴承座"))).contains("料号", "轴承座", "报价");
        assertThat(words(Papers.xls("料号", "端盖"))).contains("端盖");
        assertThat(words(Papers.docx("第三季度采购合同", "甲方：华诚制造"))).contains("采购合同", "华诚制造");
        assertThat(words(Papers.pdf("Bearing offer HC-2207", ""))).contains("Bearing offer HC-2207");
        assertThat(words("纯文本，轴承座".getBytes(StandardCharsets.UTF_8))).contains("轴承座");
        assertThat(words(Papers.gb18030("料号,名称\r\nHC-2207,轴承座\r\n"))).contains("轴承座");
        assertThat(words("<html><body><p>网页里的轴承座</p></body></html>".getBytes(StandardCharsets.UTF_8)))
                .contains("网页里的轴承座");
        assertThat(words(Papers.mail("请看附件的报价", "offer.xlsx", Papers.xlsx("轴承座"))))
                .contains("请看附件的报价", "轴承座");
    }

    @Test
    void saysWhatCannotBeRead() throws Exception {
        isNot(Papers.locked(Papers.xlsx("机密")), Reason.ENCRYPTED);
        isNot(Papers.pdf("locked", "geheim"), Reason.ENCRYPTED);
        isNot(Papers.pdf("", ""), Reason.EMPTY);
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        isNot(noise, Reason.KIND);
        byte[] whole = Papers.docx("第三季度采购合同");
        isNot(Arrays.copyOf(whole, whole.length / 2), Reason.BROKEN);
        isNot("%PDF-1.7\nno pdf at all".getBytes(StandardCharsets.US_ASCII), Reason.BROKEN);
    }

    @Test
    void aLongFileIsCut() throws Exception {
        Outcome outcome = read("轴承座，".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Text.class, text -> {
            assertThat(text.cut()).isTrue();
            assertThat(text.text()).hasSizeLessThanOrEqualTo(20_000).startsWith("轴承座");
        });
    }

    @Test
    void aHostileFileEndsAtMostTheProcessAndTheNextOneIsRead() throws Exception {
        for (byte[] hostile : new byte[][] {Papers.bomb(), Papers.laughs()}) {
            assertThat(read(hostile)).isInstanceOfSatisfying(Outcome.Unreadable.class, why -> assertThat(why.reason())
                    .isIn(Reason.BROKEN, Reason.HEAVY));
            assertThat(words(Papers.docx("采购合同"))).contains("采购合同");
        }
    }

    @Test
    void whatTakesTooLongIsEndedAndHasOneMoreChance() throws Exception {
        FileWordsDesk.Limits hasty = new FileWordsDesk.Limits(30_000_000, 20_000, Duration.ofMillis(1), 256);
        byte[] file = Papers.xlsx("轴承座");
        assertThatThrownBy(() -> read(file, hasty, false)).isInstanceOf(Reading.Again.class);
        assertThat(read(file, hasty, true)).isEqualTo(new Outcome.Unreadable(Reason.HEAVY));
        assertThat(reading.pauses()).isFalse();
    }

    @Test
    void whatNeedsMoreMemoryThanThereIsEndsTheProcess() throws Exception {
        FileWordsDesk.Limits narrow = new FileWordsDesk.Limits(100_000_000, 20_000, Duration.ofSeconds(60), 24);
        byte[] large = new byte[24_000_000];
        Arrays.fill(large, (byte) 'a');
        assertThat(read(large, narrow, true)).isEqualTo(new Outcome.Unreadable(Reason.HEAVY));
    }

    @Test
    void aProcessThatDoesNotBeginIsNoFilesFault() throws Exception {
        reading = new Reading(new Workshop(folder.resolve("nothing").toString(), folder), LIMITS);
        assertThat(reading.read(new ByteArrayInputStream(Papers.docx("a")), true))
                .isEqualTo(Optional.empty());
        assertThat(reading.pauses()).isTrue();
        assertThat(reading.trouble()).as("once may be for a busy machine").isEmpty();
        for (int again = 0; again < 2; again++) {
            reading.read(new ByteArrayInputStream(Papers.docx("a")), true);
        }
        assertThat(reading.trouble()).isPresent();
    }

    @Test
    void whatIsReadBehindAFileThatEndedTheProcessIsNotTooHeavy() throws Exception {
        for (int pair = 0; pair < 3; pair++) {
            assertThat(read(WorstParser.ends())).isEqualTo(new Outcome.Unreadable(Reason.HEAVY));
            assertThat(words(Papers.docx("采购合同"))).contains("采购合同");
        }
    }

    @Test
    void whatIsSuspectedIsReadInAProcessThatHasReadNothingElse() throws Exception {
        // As what a file has left in the process may be: the next one is not to blame for it.
        read(Papers.docx("采购合同"), LIMITS, false);
        Optional<Long> before = reading.pid();
        read(Papers.docx("第三季度"), LIMITS, false);
        assertThat(reading.pid()).isEqualTo(before);
        read(Papers.docx("第三季度"), LIMITS, true);
        assertThat(reading.pid()).isPresent().isNotEqualTo(before);
    }

    @Test
    void nothingIsLeftOnTheBench() throws IOException, InterruptedException {
        for (byte[] file : new byte[][] {Papers.docx("采购合同"), WorstParser.ends()}) {
            ReadingProcess process = ReadingProcess.start(workshop(), LIMITS);
            process.awaitBegin();
            try {
                process.read(new ByteArrayInputStream(file));
            } catch (Gone ended) {
                assertThat(process.isAlive()).isFalse();
            }
            process.close();
            assertThat(process.bench()).doesNotExist();
        }
    }
}
