// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Reception;
import org.huitong.testkit.CallbackContract;
import org.junit.jupiter.api.Test;

/** What a robot is told keeps the contract. */
class DingtalkRobotTest implements CallbackContract {
    private static final Account ACCOUNT = Account.of();

    @Override
    public CallbackReceiver receiver() {
        return ACCOUNT.connector();
    }

    @Override
    public Callback call() {
        return ACCOUNT.said("{\"conversationId\":\"cid\",\"conversationType\":\"2\",\"msgId\":\"m1\","
                + "\"msgtype\":\"text\",\"text\":{\"content\":\" 你好\"},\"senderStaffId\":\"s\","
                + "\"createAt\":1795334400123}");
    }

    @Override
    public List<String> secrets() {
        return List.of("mryue", Account.KEY, Account.SECRET);
    }

    /**
     * The platform signs the time of a robot's call and not its body. So a body that cannot be read is none that somebody
     * changed: it is kept as a dead letter, whose sentence shows no secret either. Other methods are refused.
     */
    @Test
    @Override
    public void refusesWithASentenceThatShowsNoSecret() {
        for (String method : List.of("GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS")) {
            for (String body : List.of("", "{", "[".repeat(100_000), "<a>&b;</a>", "{\"msgId\":\"m1\",")) {
                Callback call = ACCOUNT.said(body);
                Reception reception = receiver()
                        .receive(new Callback(method, call.query(), call.headers(), call.body(), call.receivedAt()));
                if (reception instanceof Reception.Refused refused) {
                    assertThat(refused.detail().zh() + refused.detail().en()).doesNotContain(secrets());
                    assertThat(!method.equals("POST") || body.isEmpty()).isTrue();
                } else {
                    assertThat(((Reception.Taken) reception).deliveries().get(0).unreadable())
                            .hasSize(1)
                            .allSatisfy(row -> {
                                assertThat(row.raw())
                                        .asString(StandardCharsets.UTF_8)
                                        .isEqualTo(body);
                                assertThat(row.reason().zh() + row.reason().en())
                                        .doesNotContain(secrets());
                            });
                }
            }
        }
    }
}
