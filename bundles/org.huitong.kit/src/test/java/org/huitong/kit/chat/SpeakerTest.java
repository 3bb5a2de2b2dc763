// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.junit.jupiter.api.Test;

class SpeakerTest {
    private static final Sender WANG = Sender.person("wang");

    @Test
    void whoSpeaksToARobotMayCommand() {
        assertThat(mayCommand("wecom", WANG, "{'msgid':'1','aibotid':'b','chattype':'single'}"))
                .isTrue();
        assertThat(mayCommand("wecom", WANG, "<xml><AgentID>1</AgentID><Content>1</Content></xml>"))
                .isTrue();
        assertThat(mayCommand("dingtalk", WANG, "{'conversationType':'1'}")).isTrue();
    }

    @Test
    void whatTheArchiveOverhearsIsNotForTheHub() {
        assertThat(mayCommand("wecom", WANG, "{'msgid':'1','action':'send','from':'wang','tolist':['li']}"))
                .isFalse();
        assertThat(mayCommand("wecom", WANG, "{'msgid':'1','from':'wang','tolist':['li','zhao'],'roomid':'r'}"))
                .isFalse();
    }

    /** Nobody is silenced by words that look like a record. */
    @Test
    void wordsOfPeopleMakeNoRecord() {
        assertThat(mayCommand("wecom", WANG, "{'text':{'content':'{\\'tolist\\':[]}'}}"))
                .isTrue();
        assertThat(mayCommand("wecom", WANG, "<xml><Content>{'tolist':[]}</Content></xml>"))
                .isTrue();
        assertThat(mayCommand("wecom", WANG, "{'text':{'tolist':[]}}")).isTrue();
    }

    @Test
    void whoIsOnlyNamedOrIsNoPersonMayNot() {
        assertThat(mayCommand("mail", WANG, "{}")).isFalse();
        assertThat(mayCommand("sms", WANG, "{}")).isFalse();
        assertThat(mayCommand("wecom", Sender.customer("wm1", null), "{}")).isFalse();
        assertThat(mayCommand("wecom", Sender.robot("wb1", null), "{}")).isFalse();
        assertThat(mayCommand("wecom", Sender.ours("me", "王建国"), "{}")).isFalse();
    }

    private static boolean mayCommand(String platform, Sender sender, String payload) {
        return Speaker.mayCommand(new Message(
                new MessageKey(platform, "t1", "m1"),
                "main",
                Conversation.of("room", Conversation.Kind.DIRECT),
                sender,
                Content.text("完成"),
                Instant.EPOCH,
                0,
                payload.replace('\'', '"')));
    }
}
