// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailHtmlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <p>一</p><p>二</p>                                        | 一\\n\\n二
            <STYLE>p{}</Style>词                                      | 词
            <script>a<b</script>词<!-- 旧 -->尾                       | 词尾
            <a class=x HREF = 'https://a.test/1?x=1&amp;y=2'>点<b>这</b>里<br></a>尾 | 点这里 (https://a.test/1?x=1&y=2)尾
            <a href="https://a.test/1"></a>                           | https://a.test/1
            <a href="https://a.test/1">https://a.test/1</a>           | https://a.test/1
            <a href="https://a.test/1">没有关                         | 没有关 (https://a.test/1)
            <a href="https://a.test/1">一<a href="https://a.test/2">二</a> | 一 (https://a.test/1)二 (https://a.test/2)
            <a name=top>顶</a>                                        | 顶
            温度 < 30 & 湿度 > 60                                     | 温度 < 30 & 湿度 > 60
            &lt;b&gt; &amp;amp; &#20572;&#x673A; &bogus; &#0;a&yen;5  | <b> &amp; 停机 &bogus; a¥5
            一<!-- 没有关                                             | 一<!-- 没有关
            一<script>没有关                                          | 一没有关
            全角　　空格                                              | 全角　　空格
            """)
    void theWordsOfAPage(String html, String text) {
        assertThat(MailHtml.text(html)).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void linesThatAreEmptyAreOne() {
        assertThat(MailHtml.text("一<br>\n<br><br>  <br>二<br>三")).isEqualTo("一\n\n二\n三");
    }

    /** What is begun and never ended costs no more than other words: whoever sends a mail writes what stands in it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>",
                "<style></",
                "<!--",
                "<a ",
                "<!",
                "</",
                "<a href=\"https://a.test/\">",
                "<a href=",
                "a<br>",
                "&",
                "&#",
                "<title></titl>",
                " "
            })
    void whatNeverEndsIsReadInOnePass(String begun) {
        String page = begun.repeat(MailLine.MOST / begun.length());

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> MailHtml.text(page));
    }
}
