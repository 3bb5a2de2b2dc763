// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.huitong.simulator.SendDesk.Answered;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.demo.DemoArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentFilesTest {
    @ParameterizedTest
    @CsvSource({
        "IMAGE, 现场照片, PNG",
        "VOICE, '', WAVE",
        "FILE, 成品库日报.csv, \u00e6\u0096\u0099",
        "FILE, 三季度返利明细.xlsx, PK",
        "FILE, 经营例会纪要.docx, PK",
        "FILE, 评审稿.pdf, %PDF"
    })
    void whatSomebodyHasSentIsThere(Happening.Act act, String name, String beginning) throws IOException {
        Answered answered = Answered.file("media-1" + Answered.ending(act, name));
        String head = new String(
                DemoArchive.bytes(answered.headers().get(Answered.FILE)), 0, 12, StandardCharsets.ISO_8859_1);
        assertThat(head).contains(beginning);
    }
}
