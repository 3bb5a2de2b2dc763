// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "k=v -> v",
                "k = v -> v",
                "k=a=b+c/== -> a=b+c/==",
                "k=held out key 二 -> held out key 二",
                "k=C:\\new\\u0041 -> C:\\new\\u0041",
                "k=${env:HOME} -> ${env:HOME}",
                "k=\"quoted\" # not a comment -> \"quoted\" # not a comment",
                "k:x=v -> none",
                "  k=v   -> v",
            })
    void aValueIsWhatStandsBehindTheEqualsSign(String line, String value) throws Exception {
        List<String> values = read(line).settings().getOrDefault("k", List.of("none"));
        assertThat(values).containsExactly(value);
    }

    @Test
    void severalLinesOfAKeyAreAListAndABarGoesOn() throws Exception {
        assertThat(read("a=1\nb=x\r\n|y\n| z\na=2\n").settings())
                .isEqualTo(Map.of("a", List.of("1", "2"), "b", List.of("x\ny\n z")));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() throws Exception {
        assertThat(read("\uFEFFk=v").settings()).containsOnlyKeys("k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k=v\nclientSec", "=v", "|v", "# c\n|v", "Token=1\ntoken=2", "k=v\0\0"})
    void whatIsNoSettingIsSaid(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(SettingsFile.Malformed.class);
    }

    @Test
    void whatIsNotUtf8IsSaid() {
        assertThatThrownBy(() -> SettingsFile.read("k=你".getBytes("GB18030")))
                .isInstanceOf(SettingsFile.Malformed.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void changesKeepCommentsAndPlaces() throws Exception {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        settings.put("new", List.of("n1", "n2"));
        settings.put("second", List.of("two\nlines"));
        settings.put("first", List.of("1"));
        assertThat(new String(
                        read("# why\nfirst=0\n\ngone=x\n! also\nsecond=2\n")
                                .with(settings)
                                .bytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo("# why\nfirst=1\n\n! also\nsecond=two\n|lines\nnew=n1\nnew=n2\n");
    }

    private static SettingsFile read(String text) throws SettingsFile.Malformed {
        return SettingsFile.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
