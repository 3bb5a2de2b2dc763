// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.huitong.kit.chat.Reply.Meaning;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {
    @ParameterizedTest
    @CsvSource({
        "收到 T1a2b3c, 1a2b3c, KNOWN, 收到",
        "T1A2B3C收到。, 1a2b3c, KNOWN, 收到。",
        "完成 t1a2b3c!, 1a2b3c, DONE, 完成 !",
        "T1a2b3c 还差两件, 1a2b3c, WORDS, 还差两件",
        "收到, , KNOWN, 收到",
        "OK, , KNOWN, OK",
        "收到了三箱货, , WORDS, 收到了三箱货",
        "型号 AT1a2b3c 缺货, , WORDS, 型号 AT1a2b3c 缺货",
        "T1a2b3c4 到了, , WORDS, T1a2b3c4 到了"
    })
    void isReadAsItIsMeant(String said, String code, Meaning meaning, String text) {
        Reply reply = Reply.of('T', said);
        assertThat(reply.code().orElse(null)).isEqualTo(code);
        assertThat(reply.meaning()).isEqualTo(meaning);
        assertThat(reply.text()).isEqualTo(text);
    }
}
