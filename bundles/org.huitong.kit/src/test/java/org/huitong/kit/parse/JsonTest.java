// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void readsWhatIsThereAndWhatIsNot() {
        Json json = read("{\"a\":{\"b\":[1,\"二\",true,null,{}]},\"n\":\"12\",\"big\":12345678901234567890,\"z\":null}");
        assertThat(json.at("a").at("b").items()).hasSize(5);
        assertThat(json.at("a").at("b").items().get(1).text()).contains("二");
        assertThat(json.number("n")).hasValue(12);
        assertThat(json.text("big")).contains("12345678901234567890");
        assertThat(json.number("big")).isEmpty();
        assertThat(json.at("z").exists()).isTrue();
        assertThat(json.at("z").text()).isEmpty();
        assertThat(json.at("nowhere").at("at").at("all").exists()).isFalse();
        assertThat(json.names()).containsExactly("a", "n", "big", "z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"a\":[1.50,-2e9,\"\\\"\\\\\\n\\u0001汇\",false,null,{\"b\":{}}],\"c\":\"\"}",
            })
    void writesWhatItRead(String text) {
        assertThat(read(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":}", "{} {}", "{}x", "'a'", "NaN", "{\"a\":01}", "[1,]"})
    void whatIsNoJsonIsBad(String text) {
        assertThat(Json.read(text)).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThat(Json.read("[".repeat(100_000))).isInstanceOf(Parsed.Bad.class);
        assertThat(Json.read("{\"a\":".repeat(65) + "1" + "}".repeat(65))).isInstanceOf(Parsed.Bad.class);
        assertThat(Json.read("[".repeat(64) + "]".repeat(64))).isInstanceOf(Parsed.Good.class);
        assertThat(Json.read("\"" + "x".repeat((1 << 21) + 1) + "\"")).isInstanceOf(Parsed.Bad.class);
        assertThat(Json.read("\"" + "x".repeat((1 << 21) - 2) + "\"")).isInstanceOf(Parsed.Good.class);
        assertThat(Json.read("1".repeat(200))).isInstanceOf(Parsed.Bad.class);
        assertThat(Json.read("[" + "1,".repeat(99_990) + "1]")).isInstanceOf(Parsed.Good.class);
        assertThat(Json.read("[" + "1,".repeat(100_000) + "1]")).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void bytesOfAnotherCharsetAreBad() {
        byte[] gb18030 = "{\"a\":\"汇通\"}".getBytes(Charset.forName("GB18030"));
        assertThat(Json.read(gb18030))
                .isEqualTo(new Parsed.Bad<>(LocalText.of("内容不是 UTF-8 编码", "the bytes are not UTF-8")));
        assertThat(Json.read("{\"a\":\"汇通\"}".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Parsed.Good.class);
    }

    @Test
    void unfoldsJsonWithinJson() {
        Json json = read("{\"in\":\"{\\\"a\\\":1}\",\"plain\":{\"a\":2},\"bad\":\"{\"}");
        assertThat(json.at("in").unfolded().good().orElseThrow().number("a")).hasValue(1);
        assertThat(json.at("plain").unfolded().good().orElseThrow().number("a")).hasValue(2);
        assertThat(json.at("bad").unfolded()).isInstanceOf(Parsed.Bad.class);
    }

    private static Json read(String text) {
        return Json.read(text).good().orElseThrow();
    }
}
