// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.huitong.api.file.FileWords;
import org.huitong.api.masking.Masks;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that stand in the files of messages. */
class FilesTest {
    private static final Instant SUMMER = Instant.parse("2026-07-01T02:00:00Z");
    private static final Content OFFER =
            Content.of(MessageType.FILE, "请看报价", Attachment.file("f1", "汇总.xlsx"), Attachment.file("f2", "说明.docx"));

    @TempDir
    Path folder;

    private final OneKeyVault vault = new OneKeyVault();
    private final Log log = new Log();
    private final Cabinet cabinet = new Cabinet();
    private Search search;

    @BeforeEach
    void open() throws IOException {
        search = new Search(folder, vault, ZoneId.of("Asia/Shanghai"));
        search.fileWords = cabinet;
        search.masks = new Stars();
        search.settle(log);
    }

    @AfterEach
    void close() {
        search.close();
    }

    private void gathered() {
        log.readBy(search, 10);
        while (search.gatherSome()) {
            Thread.onSpinWait();
        }
    }

    private List<Long> found(String words) {
        return search.look(words, log.head()).lines(0, Long.MAX_VALUE, true, 100);
    }

    @Test
    void aWordInAFileFindsItsMessageAndNamesTheFile() {
        long line = log.says(OFFER, SUMMER);
        log.says("轴承座到货了", SUMMER);
        cabinet.knows(line, "f1", "料号 名称\nHC-2207 轴承座\nHC-2211 端盖");
        gathered();
        assertThat(found("轴承座")).containsExactly(line + 1, line);
        assertThat(found("端盖")).containsExactly(line);
        assertThat(search.look("端盖", log.head()).among(List.of(line, line + 1))).containsExactly(line);
        assertThat(search.look("端盖", log.head()).in(Log.shown(line, OFFER)))
                .singleElement()
                .satisfies(hit -> {
                    assertThat(hit.field()).isEqualTo("attachments[0].text");
                    assertThat(hit.excerpt().orElseThrow().substring(hit.from(), hit.to()))
                            .isEqualTo("端盖");
                    assertThat(hit.excerpt().orElseThrow()).contains("HC-2211 端盖");
                });
    }

    @Test
    void wordsMayStandInTextAndFilesOfOneMessageAndNotOfTwo() {
        long line = log.says(OFFER, SUMMER);
        long other = log.says(Content.of(MessageType.FILE, "合同", Attachment.file("f3", "合同.pdf")), SUMMER);
        cabinet.knows(line, "f1", "端盖");
        cabinet.knows(line, "f2", "交期十二月");
        cabinet.knows(other, "f3", "交期");
        gathered();
        assertThat(found("报价 端盖")).containsExactly(line);
        assertThat(found("端盖 交期")).containsExactly(line);
        assertThat(found("合同 端盖")).isEmpty();
        assertThat(found("合同 交期")).containsExactly(other);
        assertThat(search.look("端盖 交期", log.head()).in(Log.shown(line, OFFER)))
                .extracting(hit -> hit.field())
                .containsExactly("attachments[0].text", "attachments[1].text");
    }

    @Test
    void numbersInAnExcerptAreHidden() {
        long line = log.says(OFFER, SUMMER);
        cabinet.knows(line, "f2", "经办人 110101199003071030 端盖");
        gathered();
        assertThat(search.look("端盖", log.head()).in(Log.shown(line, OFFER)))
                .singleElement()
                .satisfies(hit -> assertThat(hit.excerpt().orElseThrow())
                        .doesNotContain("19900307")
                        .contains("******************"));
    }

    @Test
    void whatIsForgottenIsNotFoundInAFileEither() {
        long line = log.says(OFFER, SUMMER);
        cabinet.knows(line, "f1", "端盖");
        gathered();
        assertThat(found("端盖")).containsExactly(line);
        cabinet.known.clear();
        log.forgets(line);
        gathered();
        assertThat(found("端盖")).isEmpty();
    }

    @Test
    void theIndexGoesOnAfterAStartAndIsMadeAnewWithItsFiles() throws IOException {
        long line = log.says(OFFER, SUMMER);
        cabinet.knows(line, "f1", "端盖");
        gathered();
        search.close();
        open();
        int asked = cabinet.asked;
        gathered();
        assertThat(found("端盖")).containsExactly(line);
        assertThat(cabinet.asked).isEqualTo(asked + 1);
        search.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(java.util.Comparator.reverseOrder())
                    .filter(path -> !path.equals(folder))
                    .toList()) {
                Files.delete(one);
            }
        }
        open();
        // Its message was not read again yet: the words of its file wait.
        search.gatherSome();
        assertThat(search.look("端盖", 0).lines(0, Long.MAX_VALUE, true, 10)).isEmpty();
        log.replay(Search.NAME, 0);
        gathered();
        assertThat(found("端盖")).containsExactly(line);
    }

    @Test
    void noWordOfAFileLiesOnTheDisk() throws IOException {
        long line = log.says(OFFER, SUMMER);
        cabinet.knows(line, "f1", "secretword 端盖轴承座");
        gathered();
        search.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(one, StandardCharsets.ISO_8859_1);
                assertThat(bytes)
                        .doesNotContain("secretword")
                        .doesNotContain(new String("轴承".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            }
        }
        open();
    }

    /** Files of which the words are known; a file is called as the platform calls it. */
    private static final class Cabinet implements FileWords {
        final TreeMap<Long, Known> known = new TreeMap<>();
        int asked;

        void knows(long line, String file, String text) {
            long number = known.size() + 1;
            MessageId id = Messages.text("m" + line, "", Instant.EPOCH).id();
            known.put(number, new Known(number, line, SUMMER, id, file, text));
        }

        @Override
        public List<Known> after(long number, int most) {
            asked++;
            return known.tailMap(number, false).values().stream().limit(most).toList();
        }

        @Override
        public Optional<Standing> standing(MessageId message, String file) {
            return Optional.empty();
        }

        @Override
        public Optional<String> text(MessageId message, String file) {
            return known.values().stream()
                    .filter(one -> one.message().equals(message) && one.file().equals(file))
                    .map(Known::text)
                    .findFirst();
        }

        @Override
        public String name(Attachment attachment) {
            return attachment.reference();
        }
    }

    private static final class Stars implements Masks {
        @Override
        public String over(String words) {
            return words.replaceAll("\\d{18}", "*".repeat(18));
        }

        @Override
        public boolean isStateSecret(String words) {
            return false;
        }
    }
}
