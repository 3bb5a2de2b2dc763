// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connectors that hold a connection, against platforms that do to it what real ones do. */
class StreamsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "feishu"})
    void nobodyIsThankedBeforeItIsKept(String platform) {
        try (StreamRig rig = StreamRig.of(platform)) {
            until(LIMIT, "it stands", () -> rig.log.stands);
            rig.log.shut = true;
            List<Letter> letters = rig.letters(3);
            letters.forEach(rig::push);
            until(LIMIT, "the line was given up", () -> !rig.log.ends.isEmpty());
            assertThat(rig.unthanked).hasValue(3);

            rig.log.shut = false;
            until(LIMIT, "all are thanked for", () -> rig.unthanked.get() == 0);
            assertThat(rig.log.messages.keySet()).containsExactlyInAnyOrderElementsOf(ids(letters));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "feishu"})
    void nothingIsLostWhereItMovesAndIsCutOffAndIsUpdatedUnderLoad(String platform) {
        try (StreamRig rig = StreamRig.of(platform)) {
            List<Letter> letters = rig.letters(600);
            for (int i = 0; i < letters.size(); i++) {
                rig.push(letters.get(i));
                if (i % 100 == 25) {
                    moved(rig);
                } else if (i % 200 == 75) {
                    cutOff(rig);
                } else if (i % 200 == 175) {
                    rig.connect();
                }
            }
            until(LIMIT, "all are thanked for", () -> rig.unthanked.get() == 0);

            assertThat(rig.log.messages.keySet()).containsExactlyInAnyOrderElementsOf(ids(letters));
            System.out.println(platform + ": pushed=600 kept=" + rig.log.messages.size() + " seen again="
                    + rig.log.seenAgain + " connections="
                    + rig.streams.exchange().opened());
        }
    }

    private static void cutOff(StreamRig rig) {
        until(
                LIMIT,
                "it is connected",
                () -> !rig.streams.exchange().connected().isEmpty());
        int ends = rig.log.ends.size();
        rig.streams.drop();
        until(LIMIT, "it has noticed", () -> rig.log.ends.size() > ends);
    }

    /** Where the platform says so beforehand, there is a new connection before the old one is left. */
    private static void moved(StreamRig rig) {
        until(
                LIMIT,
                "it is connected",
                () -> !rig.streams.exchange().connected().isEmpty());
        long before = rig.streams.exchange().opened();
        int ends = rig.log.ends.size();
        rig.streams.move();
        until(LIMIT, "it has moved", () -> rig.streams.exchange().opened() > before);
        if (rig.account.platform().equals("dingtalk")) {
            assertThat(rig.log.ends).hasSize(ends);
        }
    }

    @Test
    void aRobotThatIsThrownOutByAnotherProgramSaysSo() {
        try (StreamRig rig = StreamRig.of("wecom")) {
            until(LIMIT, "it stands", () -> rig.log.stands);
            List<Letter> letters = rig.letters(50);
            letters.forEach(rig::push);
            until(LIMIT, "all are kept", () -> rig.log.messages.size() == 50);
            assertThat(rig.log.messages.keySet()).containsExactlyInAnyOrderElementsOf(ids(letters));

            rig.connectAnother();
            until(LIMIT, "it was thrown out", () -> !rig.log.ends.isEmpty());
            assertThat(rig.log.ends.get(0)).contains("another program");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "feishu", "wecom"})
    void whereTheKeysAreWrongItSaysWhatToCompare(String platform) {
        try (StreamRig rig = StreamRig.of(platform, StreamsTest::wrong)) {
            until(LIMIT, "it was refused", () -> !rig.log.ends.isEmpty());
            assertThat(rig.log.ends.get(0)).contains("compare");
            assertThat(rig.log.stands).isFalse();
        }
    }

    private static Map<String, String> wrong(Map<String, String> settings) {
        Map<String, String> wrong = new HashMap<>(settings);
        List.of("clientSecret", "appSecret", "secret").forEach(name -> wrong.computeIfPresent(name, (n, v) -> "x" + v));
        return wrong;
    }

    private static List<String> ids(List<Letter> letters) {
        return letters.stream().map(Letter::id).toList();
    }
}
