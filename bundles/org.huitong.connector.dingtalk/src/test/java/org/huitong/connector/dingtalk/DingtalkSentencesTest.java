// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.Vectors;
import org.junit.jupiter.api.Test;

class DingtalkSentencesTest {
    @Test
    void everyEventOfThePlatformsSamplesHasASentenceInBothLanguages() {
        List<String> names = Vectors.of("dingtalk").table().stream()
                .filter(row -> row.type().startsWith("event "))
                .map(row -> row.type().substring("event ".length()))
                .filter(name -> !name.startsWith("biz_type_"))
                .toList();
        assertThat(names).isNotEmpty().allSatisfy(name -> {
            LocalText sentence = DingtalkSentences.of(name);
            assertThat(sentence.zh()).matches(".*\\p{IsHan}.*").doesNotContain(name);
            assertThat(sentence.en()).matches("[\\p{IsLatin} ,.'-]+").doesNotContain(name);
        });
    }

    @Test
    void whatIsNotKnownIsNamed() {
        LocalText sentence = DingtalkSentences.of("canteen_menu_change");
        assertThat(sentence.zh()).contains("canteen_menu_change");
        assertThat(sentence.en()).contains("canteen_menu_change");
    }
}
