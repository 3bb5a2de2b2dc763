// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.huitong.simulator.SendDesk.Answered;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentFilesTest {
    @ParameterizedTest
    @EnumSource(
            value = Happening.Act.class,
            names = {"IMAGE", "VOICE", "FILE"})
    void whatSomebodyHasSentIsThere(Happening.Act act) throws IOException {
        Answered answered = Answered.file("media-1" + Answered.ending(act));
        String head = new String(
                DemoArchive.bytes(answered.headers().get(Answered.FILE)), 0, 12, StandardCharsets.ISO_8859_1);
        assertThat(head)
                .contains(
                        switch (act) {
                            case IMAGE -> "PNG";
                            case VOICE -> "WAVE";
                            default -> "\u00e6\u0096\u0099";
                        });
    }
}
