// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.dingtalk.open.app.api.models.bot.ChatbotMessage;
import com.dingtalk.open.app.api.models.bot.MessageContent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Message;
import org.huitong.testkit.WireSample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shade.com.alibaba.fastjson2.JSON;

/**
 * The vendor's Java SDK and the connector are told the same by the robot and must say the same. The SDK opens no
 * envelopes, for a long connection has none: those are judged by the vendor's package for node, see DingtalkVendorTest.
 */
class DingtalkSdkTest {
    private static final Account ACCOUNT = Account.of();

    static List<String> calls() {
        return WireSample.told("robot");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void saysWhatTheSdkSays(String call) {
        ChatbotMessage theirs = JSON.parseObject(call, ChatbotMessage.class);
        Message ours = ACCOUNT.message(ACCOUNT.said(call));

        assertThat(ours.key().nativeId()).isEqualTo(theirs.getMsgId());
        assertThat(ours.key().tenant()).isEqualTo(theirs.getChatbotCorpId());
        assertThat(ours.conversation().id()).isEqualTo(theirs.getConversationId());
        assertThat(ours.conversation().title()).isEqualTo(Optional.ofNullable(theirs.getConversationTitle()));
        // Both are given; before the robot is released the first is empty.
        assertThat(ours.sender().id()).isEqualTo(first(theirs.getSenderStaffId(), theirs.getSenderId()));
        assertThat(ours.sender().name()).isEqualTo(Optional.ofNullable(theirs.getSenderNick()));
        assertThat(ours.sentAt().toEpochMilli()).isEqualTo(theirs.getCreateAt());
        assertThat(ours.content().text().orElse("")).isEqualTo(text(theirs));
        assertThat(ours.content().attachments())
                .extracting(Attachment::reference)
                .containsExactlyElementsOf(codes(theirs));
    }

    private static String text(ChatbotMessage message) {
        if (message.getText() != null) {
            String text = message.getText().getContent();
            // What is left of a mention in a group.
            return message.getConversationType().equals("2") ? text.stripLeading() : text;
        }
        return pieces(message)
                .map(piece -> piece.getText() == null ? piece.getRecognition() : piece.getText())
                .filter(Objects::nonNull)
                .collect(Collectors.joining())
                .strip();
    }

    private static List<String> codes(ChatbotMessage message) {
        return pieces(message)
                .map(piece -> first(piece.getDownloadCode(), piece.getPictureDownloadCode()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String first(String one, String other) {
        return one == null || one.isEmpty() ? other : one;
    }

    private static Stream<MessageContent> pieces(ChatbotMessage message) {
        MessageContent content = message.getContent();
        if (content == null) {
            return Stream.empty();
        }
        return content.getRichText() == null ? Stream.of(content) : content.getRichText().stream();
    }
}
