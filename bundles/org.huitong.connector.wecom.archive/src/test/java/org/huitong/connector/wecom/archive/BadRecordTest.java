// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One record must not stand in the way of all behind it, and a broken library must not have them passed over. */
class BadRecordTest {
    @TempDir
    Path folder;

    private ArchiveDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new ArchiveDesk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash", "10002", "10003", "line"})
    void aRecordThatFailsByItselfIsADeadLetterAndTheRestComes(String poison) throws Exception {
        desk.box.say(List.of(
                record("m1", ""), record("m2", ",\"poison\":\"" + poison + "\""), record("m3", ""), record("m4", "")));
        turns(12, 3);
        assertThat(desk.messages()).extracting(m -> m.key().nativeId()).containsExactly("m1", "m3", "m4");
        assertThat(desk.unreadable).singleElement().satisfies(row -> {
            assertThat(row.reason().zh()).contains("单独取这一条也打不开").contains("只存密文");
            assertThat(new String(row.raw(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("m2")
                    .contains("encrypt_chat_msg");
        });
    }

    /** Beyond the longest text that JSON may have here, and beyond the longest line. */
    @ParameterizedTest
    @ValueSource(ints = {2, 7})
    void aRecordThatIsTooLongIsADeadLetterAndTheRestComes(int mebibytes) throws Exception {
        desk.box.say(List.of(
                record("m1", ""), record("m2", ",\"much\":\"" + "x".repeat(mebibytes << 20) + "\""), record("m3", "")));
        turns(20, 2);
        assertThat(desk.messages()).extracting(m -> m.key().nativeId()).containsExactly("m1", "m3");
        assertThat(desk.unreadable).hasSize(1);
    }

    @Test
    void manyLongRecordsComeInSmallerBatches() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(record("m" + i, ",\"much\":\"" + "x".repeat(400_000) + "\""));
        }
        desk.box.say(many);
        turns(40, 20);
        assertThat(desk.messages()).hasSize(20);
        assertThat(desk.unreadable).isEmpty();
    }

    @Test
    void aLibraryThatOpensNothingIsToldAndNothingIsPassedOver() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(record("m" + i, ",\"poison\":\"10003\""));
        }
        desk.box.say(all);
        Step<Poller.Batch> last = null;
        for (int i = 0; i < 6; i++) {
            last = desk.turn();
        }
        assertThat(((Step.Failed<Poller.Batch>) last).detail().zh()).contains("请更新库");
        assertThat(desk.unreadable).isEmpty();
        assertThat(desk.cursor).isEmpty();
    }

    private void turns(int most, int messages) throws Exception {
        for (int i = 0; i < most && desk.messages().size() < messages; i++) {
            desk.turn();
        }
    }

    private static String record(String id, String more) {
        return "{\"msgid\":\"" + id + "\",\"action\":\"send\",\"from\":\"zhangsan\",\"tolist\":[\"lisi\"],"
                + "\"roomid\":\"wr1\",\"msgtime\":1603875615723,\"msgtype\":\"text\",\"text\":{\"content\":\"第\"}"
                + more
                + "}";
    }
}
