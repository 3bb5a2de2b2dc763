// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");
    private static final Instant SUMMER = Instant.parse("2026-08-01T02:00:00Z");
    private static final Instant AUTUMN = Instant.parse("2026-10-01T02:00:00Z");

    @TempDir
    Path folder;

    private final Vault vault = new OneKeyVault();
    private final Log log = new Log();
    private Search search;

    @AfterEach
    void close() {
        if (search != null) {
            search.close();
        }
    }

    private Search open() throws IOException {
        search = new Search(folder, vault, HERE);
        search.settle(log);
        return search;
    }

    private List<Long> found(String words) {
        return search.look(words, log.head()).lines(0, Long.MAX_VALUE, true, 1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            请王总今天审批采购合同                 | 审批
            请王总今天审批采购合同                 | 购
            请王总今天审批采购合同                 | 王总 合同
            请王总今天审批采购合同                 | "今天审批"
            請王總今天審批採購合同                 | 采购合同
            请王总今天审批采购合同                 | 採購
            合同号ＨＴ－２０２６－０１８７已盖章     | HT-2026-0187
            合同号HT-2026-0187已盖章              | ht-2026
            合同号HT-2026-0187已盖章              | 0187已盖章
            电话 13800138000 找李工                | 8000
            电话 13800138000 找李工                | 1380013
            金额1,500元                           | 1500元
            Please review the Contract ASAP       | contract
            Please review the Contract ASAP       | contr
            Q3预算 v1.5 已发                       | q3预算
            Q3预算 v1.5 已发                       | v1.5
            𠮷野家在𡃁仔旁边                        | 𠮷野
            𠮷野家在𡃁仔旁边                        | 𡃁
            A组和B组                               | A组
            分组A                                  | 组A
            café 开会                              | CAFE
            한국어 회의 있습니다                     | 회의
            """)
    void findsWhatIsContained(String text, String words) throws IOException {
        open();
        log.says("别的话，什么都不含", SUMMER);
        long line = log.says(text, SUMMER);
        log.readBy(search, 10);
        assertThat(found(words)).containsExactly(line);
        assertThat(search.look(words, 2).in(Log.shown(1, Content.text(text)))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            预算，审批               | 预算审批
            请审核批准               | 审批
            13900139000             | 1380
            contract                | act
            合同2026                | 合同2025
            """)
    void doesNotFindWhatIsNotThere(String text, String words) throws IOException {
        open();
        log.says(text, SUMMER);
        log.readBy(search, 10);
        assertThat(found(words)).isEmpty();
        assertThat(search.look(words, 1).in(Log.shown(1, Content.text(text)))).isEmpty();
    }

    @Test
    void findsFilesByTheirNamesAndSaysWhere() throws IOException {
        open();
        Content content = Content.of(
                MessageType.FILE, "见附件", Attachment.file("f1", "会议纪要.docx"), Attachment.file("f2", "2026采购预算表.xlsx"));
        long line = log.says(content, SUMMER);
        log.readBy(search, 10);
        assertThat(found("预算表")).containsExactly(line);
        assertThat(found("xlsx")).containsExactly(line);
        assertThat(found("附件会议")).isEmpty();
        assertThat(search.look("采购预算", 1).in(Log.shown(1, content)))
                .singleElement()
                .hasToString("Highlight[field=attachments[1].name, from=4, to=8, excerpt=Optional.empty]");
    }

    @Test
    void findsEveryVersionAndTellsItsFirstLine() throws IOException {
        open();
        long first = log.says("明天停机检修", SUMMER);
        log.edits(first, "明天不停了", SUMMER);
        log.says("停机", SUMMER);
        log.readBy(search, 1);
        assertThat(found("停机")).containsExactly(3L, 1L);
        assertThat(found("不停")).containsExactly(1L);
        assertThat(found("明天")).containsExactly(1L);
        assertThat(search.look("明天", 3).lines(0, 10, false, 1)).containsExactly(1L);
        assertThat(search.look("停", 3).among(List.of(1L, 2L))).containsExactly(1L);
        assertThat(search.look("停机", 3).in(Log.shown(1, Content.text("明天不停了")))).isEmpty();
    }

    @Test
    void pagesOverQuartersInBothDirections() throws IOException {
        open();
        for (int i = 1; i <= 40; i++) {
            log.says(i % 2 == 0 ? "午饭吃什么" : "合同到了", i <= 20 ? SUMMER : AUTUMN);
        }
        log.edits(1, "午饭也说了", AUTUMN);
        log.readBy(search, 7);
        assertThat(folder.resolve("2026-Q3")).isDirectory();
        assertThat(folder.resolve("2026-Q4")).isDirectory();
        var lunch = search.look("午饭", log.head());
        assertThat(lunch.complete()).isTrue();
        assertThat(lunch.lines(0, 100, true, 12)).startsWith(40L, 38L).endsWith(20L, 18L);
        assertThat(lunch.lines(0, 17, true, 12))
                .startsWith(16L)
                .endsWith(2L, 1L)
                .hasSize(9);
        assertThat(lunch.lines(18, 100, false, 3)).containsExactly(20L, 22L, 24L);
    }

    /** The log goes on; the index is as it was at its last commit, or at any other, or not there at all. */
    @Test
    void goesOnFromWhereverItWasWhenTheHubDied() throws IOException {
        open();
        for (int i = 1; i <= 60; i++) {
            log.says("第" + i + "份合同", i <= 30 ? SUMMER : AUTUMN);
            log.readBy(search, 3);
            if (i % 20 == 0) {
                search.close();
                open();
            }
        }
        log.says("没有写完的合同", AUTUMN);
        log.readBy(search, 10);
        Path dead = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-dead"));
        copy(folder, dead);
        search.close();
        search = new Search(dead, vault, HERE);
        search.settle(log);
        log.readBy(search, 10);
        assertThat(found("合同")).hasSize(61).doesNotHaveDuplicates();
        assertThat(found("没有写完")).containsExactly(61L);
        log.replay(Search.NAME, 25);
        log.readBy(search, 10);
        assertThat(found("合同")).hasSize(61);

        search.close();
        try (Stream<Path> files = Files.list(dead.resolve("2026-Q3"))) {
            Files.write(
                    files.filter(f -> f.toString().endsWith(".si")).findFirst().orElseThrow(), new byte[] {1});
        }
        search = new Search(dead, vault, HERE);
        search.settle(log);
        log.readBy(search, 10);
        assertThat(found("合同")).hasSize(61);
        search.close();
        search = null;
        delete(dead);
    }

    @Test
    void aVolumeWhoseKeyWasDestroyedIsForgotten() throws IOException {
        open();
        log.says("夏天的合同", SUMMER);
        log.says("秋天的合同", AUTUMN);
        log.readBy(search, 10);
        search.close();
        Vault without = new Vault() {
            @Override
            public Sealed seal(String keyClass, byte[] plain, byte[] context) {
                return vault.seal(keyClass, plain, context);
            }

            @Override
            public byte[] open(Sealed sealed, byte[] context) {
                if (new String(context, StandardCharsets.UTF_8).contains("Q3")) {
                    throw new LockedException("destroyed");
                }
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
        };
        search = new Search(folder, without, HERE);
        search.settle(log);
        log.readBy(search, 10);
        assertThat(found("合同")).containsExactly(2L);
        assertThat(folder.resolve("2026-Q3")).doesNotExist();
    }

    @Test
    void noPlainWordLiesOnTheDisk() throws IOException {
        open();
        for (int i = 0; i < 200; i++) {
            log.says("机密报价 Confidential 13800138000", SUMMER);
        }
        log.readBy(search, 50);
        search.close();
        search = null;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase();
                for (String word : List.of("机密", "报价", "机", "confidential", "conf", "13800138000", "1380")) {
                    String plain = new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                    assertThat(bytes).as("%s in %s", word, file).doesNotContain(plain);
                }
            }
        }
    }

    @Test
    void leavesNothingBehind() throws IOException {
        open();
        for (int i = 0; i < 3_000; i++) {
            log.says("第" + i + "次审批", SUMMER);
        }
        log.readBy(search, 20);
        var places = search.look("审批", log.head());
        search.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("Lucene"));
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.map(SearchTest::target)).noneMatch(to -> to.startsWith(folder.toString()));
        }
        assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(folder.toString());
        assertThatThrownBy(() -> places.lines(0, 10, true, 10))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
        // There and back again: another bundle takes the folder over.
        open();
        log.says("再来一次审批", SUMMER);
        log.readBy(search, 20);
        assertThat(search.look("审批", log.head()).lines(0, Long.MAX_VALUE, true, 5_000))
                .hasSize(3_001);
    }

    @Test
    void saysWhereItHasNotCaughtUp() throws IOException {
        open();
        log.says("合同", SUMMER);
        assertThat(search.look("合同", 1).complete()).isFalse();
        log.readBy(search, 1);
        assertThat(search.look("合同", 1).complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'，。！'", "' '", "'👍'"})
    void whatHasNoLetterIsRefused(String words) throws IOException {
        open();
        assertThatThrownBy(() -> search.look(words, 0))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void whatIsForgottenIsFoundNoMoreInNoVersionAndAfterARestart() throws IOException {
        open();
        long gone = log.says("采购合同已盖章", SUMMER);
        long stays = log.says("采购合同待审批", AUTUMN);
        log.edits(gone, "采购合同已作废", AUTUMN);
        log.readBy(search, 10);
        assertThat(found("采购合同")).containsExactly(stays, gone);
        log.forgets(gone);
        log.readBy(search, 10);
        assertThat(found("采购合同")).containsExactly(stays);
        assertThat(found("作废")).isEmpty();
        search.close();
        open();
        assertThat(found("采购合同")).containsExactly(stays);
    }
}
