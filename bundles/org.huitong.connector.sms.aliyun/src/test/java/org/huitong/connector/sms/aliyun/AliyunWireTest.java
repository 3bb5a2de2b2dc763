// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Receipted;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.connector.Secret;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.junit.jupiter.api.Test;

class AliyunWireTest {
    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
    private static final String TOKEN = "a token of sixteen";
    private final AliyunConnector connector = Customer.connector(Map.of("callbackToken", "sealed:" + TOKEN));

    private Reception push(String token, String body) {
        return connector.receive(new Callback(
                "POST", Map.of("token", List.of(token)), Map.of(), body.getBytes(StandardCharsets.UTF_8), NOW));
    }

    private Reception.Taken taken(String body) {
        return (Reception.Taken) push(TOKEN, body);
    }

    @Test
    void whatBecameOfLettersIsTold() {
        Reception.Taken taken = taken(
                """
                [{"phone_number":"13800138000","send_time":"2026-11-29 15:59:00","success":true,"err_code":"DELIVERED",
                  "err_msg":"用户接收成功","sms_size":"1","biz_id":"900^0","out_id":"key-1"},
                 {"phone_number":"13800138001","success":false,"err_code":"MK:0001","err_msg":"空号","biz_id":"901^0"}]""");
        assertThat(taken.deliveries()).isEmpty();
        assertThat(taken.receipts())
                .extracting(Receipted::id, told -> told.receipt().state())
                .containsExactly(
                        tuple("key-1", Receipt.State.DELIVERED),
                        tuple("900^0", Receipt.State.DELIVERED),
                        tuple("901^0", Receipt.State.REJECTED));
        assertThat(taken.receipts().get(2).receipt().why().orElseThrow().zh()).contains("MK:0001 空号");
        assertThat(new String(taken.answer().body(), StandardCharsets.UTF_8)).contains("\"code\":0");
    }

    @Test
    void whatPeopleAnswerIsAMessageOfTheirNumber() {
        Reception.Taken taken = taken(
                """
                [{"phone_number":"13800138000","send_time":"2026-11-29 15:59:30","content":"已收到，马上处理",
                  "sign_name":"华诚制造","dest_code":"10690001","sequence_id":1234567890}]""");
        Message message = ((Sighting.Said) taken.deliveries().get(0).sightings().get(0)).message();
        assertThat(message.key().nativeId()).isEqualTo("up-1234567890");
        assertThat(message.content().text()).contains("已收到，马上处理");
        assertThat(message.conversation().id()).isEqualTo("number:13800138000");
        assertThat(message.sentAt()).isEqualTo("2026-11-29T07:59:30Z");
        assertThat(message.to()).singleElement().satisfies(to -> assertThat(to.ids())
                .containsExactly("10690001"));
    }

    @Test
    void nothingThatIsPushedIsLost() {
        assertThat(taken("[{\"phone_number\":\"1\"},7,{\"content\":\"x\"}]").deliveries())
                .hasSize(3)
                .allSatisfy(delivery -> assertThat(delivery.unreadable()).hasSize(1));
        assertThat(taken("<xml/>").deliveries()).singleElement().satisfies(delivery -> assertThat(delivery.unreadable())
                .hasSize(1));
        assertThat(push(TOKEN, "[]")).isInstanceOf(Reception.Replied.class);
        Reception.Taken noTime = taken("[{\"phone_number\":\"1\",\"content\":\"x\",\"send_time\":\"gestern\"}]");
        assertThat(((Sighting.Said) noTime.deliveries().get(0).sightings().get(0))
                        .message()
                        .sentAt())
                .isEqualTo(NOW);
    }

    @Test
    void whoDoesNotKnowTheTokenIsNotLetIn() {
        for (String token : List.of("", "a token of fifteen", TOKEN + " ")) {
            assertThat(((Reception.Refused) push(token, "[]")).refusal()).isEqualTo(Refusal.SIGNATURE);
        }
        assertThat(((Reception.Refused) Customer.connector(Map.of())
                                .receive(new Callback("POST", Map.of(), Map.of(), new byte[0], NOW)))
                        .refusal())
                .isEqualTo(Refusal.NOT_CONFIGURED);
        assertThat(((Reception.Refused) Customer.connector(Map.of("callbackToken", "sealed:short"))
                                .receive(new Callback("POST", Map.of(), Map.of(), new byte[0], NOW)))
                        .refusal())
                .isEqualTo(Refusal.NOT_CONFIGURED);
    }

    @Test
    void theTokenIsCutOutOfWhatIsKept() {
        assertThat(connector.secrets()).containsExactly(new Secret("callbackToken", TOKEN));
    }
}
