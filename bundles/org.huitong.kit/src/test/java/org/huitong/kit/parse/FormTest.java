// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    @Test
    void readsWhatIsThereAndWhatIsNot() {
        Form form = read("token=t&text=%E4%BD%A0%E5%A5%BD+a%2Bb&&seq=42&to=a&empty=&bare&to=b&eq=x=y&big=1e9");
        assertThat(form.text("text")).contains("你好 a+b");
        assertThat(form.number("seq")).hasValue(42);
        assertThat(form.number("big")).isEmpty();
        assertThat(form.texts("to")).containsExactly("a", "b");
        assertThat(form.text("to")).contains("a");
        assertThat(form.text("empty")).contains("");
        assertThat(form.text("bare")).contains("");
        assertThat(form.text("eq")).contains("x=y");
        assertThat(form.text("nowhere")).isEmpty();
        assertThat(form.number("nowhere")).isEmpty();
        assertThat(form.names()).containsExactly("token", "text", "seq", "to", "empty", "bare", "eq", "big");
        assertThat(read("").names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%4g", "%zz=1", "a=%4&b=1", "a=%ff", "a=%E4%BD", "a=%ED%A0%80", "a=%−1"})
    void whatIsNoFormIsBad(String body) {
        assertThat(Form.read(body.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void bytesOfAnotherCharsetAreBad() {
        assertThat(Form.read("a=汇通".getBytes(Charset.forName("GB18030"))))
                .isEqualTo(new Parsed.Bad<>(LocalText.of("内容不是 UTF-8 编码", "the bytes are not UTF-8")));
        assertThat(read("a=汇通").text("a")).contains("汇通");
    }

    @Test
    void fieldsAndNamesAreBounded() {
        assertThat(Form.read(fields(1_000))).isInstanceOf(Parsed.Good.class);
        assertThat(Form.read(fields(1_001))).isInstanceOf(Parsed.Bad.class);
        assertThat(Form.read("a".repeat(1_000).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Parsed.Good.class);
        assertThat(Form.read("a".repeat(1_001).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Parsed.Bad.class);
        assertThat(read("text=" + "x".repeat(2 << 20)).text("text").orElseThrow())
                .hasSize(2 << 20);
    }

    @Test
    void theEvidenceGoesWithoutItsSecret() {
        Form form = read("token=very+secret&text=%E4%BD%A0&to=a&to=b");
        assertThat(form.without("token", "token").encoded()).isEqualTo("text=%E4%BD%A0&to=a&to=b");
        assertThat(form.toString() + form.without("text")).doesNotContain("secret");
    }

    /** Java's own writer is the judge; half a surrogate pair is no character, and it writes a question mark for it. */
    @Property
    void readsWhatItWrites(@ForAll String name, @ForAll String text) {
        String body = "x=1&" + encoded(name) + "=" + encoded(text);

        assertThat(read(body).texts(decoded(encoded(name)))).contains(decoded(encoded(text)));
        assertThat(read(body).encoded()).isEqualTo(body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static byte[] fields(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "f" + i + "=" + i)
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Form read(String body) {
        return Form.read(body.getBytes(StandardCharsets.UTF_8)).good().orElseThrow();
    }
}
