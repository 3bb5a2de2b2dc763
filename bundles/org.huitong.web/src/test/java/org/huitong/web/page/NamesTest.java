// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages and documents say the same of a message. */
class NamesTest {
    private static String names;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = NamesTest.class.getResourceAsStream("/shell/names.js")) {
            names = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void callASecrecyAsDocumentsDo(Secrecy secrecy) {
        assertThat(names).contains(entry(secrecy.word(), secrecy.label()));
    }

    @ParameterizedTest
    @EnumSource
    void callAPriorityAsDocumentsDo(Priority priority) {
        assertThat(names).contains(entry(priority.word(), priority.label()));
    }

    /** A company has trade secrets; those of the state are none of its business. */
    @Test
    void useNoWordOfStateSecrets() {
        assertThat(names).doesNotContain("秘密", "机密", "绝密");
    }

    private static String entry(String word, LocalText label) {
        return "  " + word + ": { zh: '" + label.zh() + "', en: '" + label.en() + "' },";
    }
}
