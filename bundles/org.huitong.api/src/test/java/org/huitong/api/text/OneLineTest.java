// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u0000b",
                "a\u001bb",
                "a\u007fb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u200bb",
                "a\ufeffb",
                "a\u00adb",
                "\u202eb",
                "\u2066b",
                "\u061cb",
                "a\ud83d",
                "\udc69b",
                "elf Zeichen"
            })
    void whatIsNoNameIsNone(String text) {
        assertThat(OneLine.of(text, 10)).isEmpty();
    }

    @Test
    void blanksAroundItAreNotPartOfIt() {
        assertThat(OneLine.of(" 王 芳\n", 10)).contains("王 芳");
    }

    @ParameterizedTest
    @ValueSource(strings = {"王芳", "O’Brien", "علی\u200cرضا", "👩\u200d🔧", "İzmir", "zehn Zeich"})
    void whatPeopleAreCalledIsOne(String text) {
        assertThat(OneLine.of(text, 10)).contains(text);
    }
}
