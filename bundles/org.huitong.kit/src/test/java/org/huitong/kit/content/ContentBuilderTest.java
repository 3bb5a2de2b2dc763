// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Quote;
import org.huitong.api.message.Sender;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentBuilderTest {
    @Test
    void showsTheWordsAndTheAddressOfALink() {
        Content content = new ContentBuilder()
                .line("报名：")
                .link("点这里", "https://pay.example/x")
                .build(MessageType.RICH_TEXT);

        assertThat(content.text()).contains("报名：点这里 (https://pay.example/x)");
        assertThat(content.links()).containsExactly("https://pay.example/x");
    }

    @ParameterizedTest
    @CsvSource({
        "看 https://a.example/b?c=d。谢谢, https://a.example/b?c=d",
        "(https://a.example/b), https://a.example/b",
        "见http://a.example, http://a.example",
        "“https://a.example/文档”, https://a.example/文档"
    })
    void findsAddressesInRunningText(String text, String address) {
        assertThat(new ContentBuilder().words(text).build(MessageType.TEXT).links())
                .containsExactly(address);
    }

    @Test
    void putsWhatWasQuotedBehindTheOwnWords() {
        Content quoted = Content.of(MessageType.FILE, null, Attachment.file("f-1", "停机报告.docx"));

        Content content = new ContentBuilder()
                .line("这个怎么处理")
                .quote(new Quote(Optional.of("m-1"), Optional.of(Sender.person("u1")), "第一行\n第二行"))
                .quote(new Quote(Optional.empty(), Optional.empty(), ""), quoted)
                .build(MessageType.TEXT);

        assertThat(content.text()).contains("这个怎么处理\n> 第一行\n> 第二行\n> 停机报告.docx");
        assertThat(content.quote().orElseThrow().nativeId()).contains("m-1");
        assertThat(content.attachments()).extracting(Attachment::reference).containsExactly("f-1");
    }

    @Test
    void leavesTheBlanksOfThoseWhoWrite() {
        assertThat(new ContentBuilder()
                        .said("\n  if (x)\n    y \r\n")
                        .build(MessageType.TEXT)
                        .text())
                .contains("  if (x)\n    y ");
        assertThat(new ContentBuilder().said(" \n ").build(MessageType.TEXT).text())
                .isEmpty();
    }

    @Test
    void showsEveryChoice() {
        Content content = new ContentBuilder()
                .event("card", LocalText.of("卡片", "Card"))
                .answering(Optional.of("task-7"))
                .line("q1: stop")
                .choice("refuse")
                .choice("stop")
                .build(MessageType.EVENT);

        assertThat(content.text()).contains("q1: stop\nrefuse");
        assertThat(content.action().orElseThrow().choice()).isEqualTo("refuse, stop");
        assertThat(content.action().orElseThrow().letter()).contains("task-7");
    }

    @Test
    void isEmptyTextOnlyWhereNothingWasSaid() {
        Content content = new ContentBuilder()
                .line("  ")
                .mention(Addressee.of("u1", "张三"))
                .attach(Attachment.of(MessageType.IMAGE, "i-1"))
                .build(MessageType.IMAGE);

        assertThat(content.text()).isEmpty();
        assertThat(content.mentions()).containsExactly(Addressee.of("u1", "张三"));
    }
}
