// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.operation.Connections.Choice;
import org.huitong.api.operation.Connections.Kind;
import org.huitong.api.operation.Connections.Setting;
import org.huitong.api.operation.Connections.Sort;
import org.huitong.api.operation.Connections.Way;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {
    private static final LocalText ANY = LocalText.of("某", "any");
    private static final Kind KIND = new Kind(
            "com.example.acme",
            "acme",
            ANY,
            Optional.empty(),
            true,
            List.of(
                    new Way("callback", Optional.empty(), List.of("corpId", "token"), Set.of("corpId", "token")),
                    new Way("webhook", Optional.empty(), List.of("webhook"), Set.of("webhook"))),
            List.of(
                    setting("corpId", Sort.TEXT, ""),
                    setting("token", Sort.SECRET, ""),
                    setting("webhook", Sort.SECRET, ""),
                    setting("port", Sort.NUMBER, "2775"),
                    setting("baseUrl", Sort.TEXT, "https://platform"),
                    setting("templates", Sort.LIST, ""),
                    new Setting(
                            "way",
                            ANY,
                            Optional.empty(),
                            Sort.TEXT,
                            "callback",
                            List.of(new Choice("callback", ANY), new Choice("webhook", ANY)))));

    private static final Map<String, List<String>> BEFORE =
            Map.of("corpId", List.of("ww1"), "token", List.of("sealed:x"), "port", List.of("99"));

    @Test
    void aSecretIsNeverShown() {
        Sheet sheet = written(Map.of(), Map.of("corpId", "ww1", "token", "hush-hush"));
        assertThat(sheet.wrong()).isEmpty();
        assertThat(sheet.shown()).isEqualTo("corpId=ww1\ntoken=(new secret)");
        assertThat(sheet.entered("a", false).settings()).isEqualTo(Map.of("corpId", "ww1"));
        assertThat(sheet.entered("a", false).secrets()).containsExactly("token");
        assertThat(sheet.entered("a", false).toString()).doesNotContain("hush");
    }

    @Test
    void anEmptySecretIsNoChangeAndAnEmptyTextIsTheDefault() {
        Sheet sheet = written(BEFORE, Map.of("token", "", "port", ""));
        assertThat(sheet.settings()).isEqualTo(Map.of("corpId", List.of("ww1"), "token", List.of("sealed:x")));
        assertThat(sheet.shown()).isEqualTo("corpId=ww1\ntoken=(secret)");
    }

    @Test
    void secretsAreNotSentElsewhereByWhoeverDoesNotKnowThem() {
        assertThat(written(BEFORE, Map.of("baseUrl", "https://mine")).wrong()).containsOnlyKeys("token");
        assertThat(written(BEFORE, Map.of("baseUrl", "https://mine", "token", "known"))
                        .wrong())
                .isEmpty();
        assertThat(written(BEFORE, Map.of("baseUrl", "https://platform", "corpId", "ww2"))
                        .wrong())
                .isEmpty();
    }

    @Test
    void aSecretCanBeTakenAway() {
        Map<String, Optional<String>> nothing = new HashMap<>(Map.of("token", Optional.empty()));
        Sheet sheet = new Sheet(KIND, BEFORE);
        sheet.write(nothing);
        assertThat(sheet.settings()).doesNotContainKey("token");
        assertThat(sheet.wrong()).containsOnlyKeys("token");
    }

    @Test
    void whatTheChosenWayNeedsIsAskedForAndNothingOfTheOther() {
        assertThat(written(Map.of(), Map.of()).wrong()).containsOnlyKeys("corpId", "token");
        assertThat(written(Map.of(), Map.of("way", "webhook")).wrong()).containsOnlyKeys("webhook");
        assertThat(written(Map.of(), Map.of("way", "webhook", "webhook", "https://x"))
                        .wrong())
                .isEmpty();
    }

    @Test
    void aListIsOneALine() {
        assertThat(written(BEFORE, Map.of("templates", " one \r\n\n two")).settings())
                .containsEntry("templates", List.of("one", "two"));
    }

    @ParameterizedTest
    @CsvSource({
        "port,      none",
        "port,      12345678901",
        "way,       pigeon",
        "corpId,    a\u0001b",
        "corpId,    a\u2028library=/y",
        "corpId,    a\u0085b",
        "corpid,    ww1",
    })
    void whatCannotBeUsedIsToldAtItsField(String name, String value) {
        assertThat(written(BEFORE, Map.of(name, value)).wrong()).containsOnlyKeys(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales", "a", "A-1.b_2"})
    void aNameThatCanStandInAnAddress(String name) {
        assertThat(Sheet.misnamed(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".hidden", "a/b", "a b", "销售", "../up", "a~b"})
    void aNameThatCannot(String name) {
        assertThat(Sheet.misnamed(name)).isPresent();
    }

    private static Sheet written(Map<String, List<String>> before, Map<String, String> values) {
        Map<String, Optional<String>> changes = new HashMap<>();
        values.forEach((name, value) -> changes.put(name, Optional.of(value)));
        Sheet sheet = new Sheet(KIND, before);
        sheet.write(changes);
        return sheet;
    }

    private static Setting setting(String name, Sort sort, String fallback) {
        return new Setting(name, ANY, Optional.empty(), sort, fallback, List.of());
    }
}
