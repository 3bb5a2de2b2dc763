// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import com.lark.oapi.card.CardActionHandler;
import com.lark.oapi.core.request.EventReq;
import com.lark.oapi.core.response.EventResp;
import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.service.im.ImService;
import com.lark.oapi.service.im.v1.model.P2MessageReceiveV1;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.kit.parse.Json;
import org.huitong.testkit.VendorPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendor's own packages and the connector are given the same calls and must say the same. */
class FeishuVendorTest {
    private static final Account SEALED = Account.sealed();
    private static final Account OTHER_KEY = Account.of(Map.of("encryptKey", "another"));
    private static final String HELLO = "{\"challenge\":\"c-1\",\"token\":\"v-token\",\"type\":\"url_verification\"}";

    /** Calls that both can judge: the vendor's packages know no freshness and answer every handshake. */
    private static List<Callback> calls() {
        List<Callback> calls = new ArrayList<>();
        Stream.of(
                        Account.message("text", "{\"text\":\"@_user_1 你好，世界 🙂\"}"),
                        Account.message("post", "{\"title\":\"题\",\"content\":[[{\"tag\":\"text\",\"text\":\"文\"}]]}"),
                        Account.message("audio", "{\"file_key\":\"f\",\"duration\":2000}"))
                .forEach(event -> {
                    calls.add(SEALED.call(event));
                    calls.add(OTHER_KEY.call(event));
                    calls.add(Account.post(
                            SEALED.call(event).body(),
                            SEALED.call(HELLO).headers().entrySet().stream()
                                    .collect(
                                            HashMap::new,
                                            (all, e) -> all.put(
                                                    e.getKey(), e.getValue().get(0)),
                                            Map::putAll)));
                });
        for (int length = 0; length < 40; length++) {
            calls.add(SEALED.call(Account.message("text", "{\"text\":\"" + "长".repeat(length) + "\"}")));
        }
        calls.add(SEALED.call(HELLO));
        return calls;
    }

    @Test
    void theJavaSdkSaysTheSame() throws Throwable {
        for (Callback call : calls()) {
            AtomicReference<String> said = new AtomicReference<>("refused");
            EventDispatcher vendor = EventDispatcher.newBuilder(SEALED.token(), SEALED.encryptKey())
                    .onP2MessageReceiveV1(new ImService.P2MessageReceiveV1Handler() {
                        @Override
                        public void handle(P2MessageReceiveV1 event) {
                            var message = event.getEvent().getMessage();
                            said.set(String.join(
                                    " ",
                                    event.getHeader().getTenantKey(),
                                    message.getMessageId(),
                                    message.getChatId(),
                                    message.getContent()));
                        }
                    })
                    .build();
            EventReq request = new EventReq();
            request.setHeaders(call.headers());
            request.setBody(call.body());
            EventResp answer = vendor.handle(request);
            String body = new String(answer.getBody(), StandardCharsets.UTF_8);

            assertThat(ours(call)).isEqualTo(body.startsWith("{\"challenge\"") ? body : said.get());
        }
    }

    /** Cards of the first generation, which sign in a way of their own. */
    @ParameterizedTest
    @CsvSource({"v-token, ou_1, true", "w-token, ou_1, false", "v-token, ou_2, false"})
    void theJavaSdkTakesTheSamePressesOnOldCards(String token, String signedFor, boolean taken) throws Throwable {
        String press =
                "{\"open_id\":\"ou_1\",\"open_message_id\":\"om_2\",\"open_chat_id\":\"oc_1\",\"tenant_key\":\"t\","
                        + "\"token\":\"c-1\",\"action\":{\"value\":{\"a\":\"通过\"},\"tag\":\"button\"}}";
        String stamp = Long.toString(Account.NOW.getEpochSecond());
        byte[] signed = press.replace("ou_1", signedFor).getBytes(StandardCharsets.UTF_8);
        Callback call =
                Account.post(press, Account.headers(stamp, "n", FeishuEnvelope.signOldCard(stamp, "n", token, signed)));
        AtomicReference<String> pressed = new AtomicReference<>("refused");
        EventReq request = new EventReq();
        request.setHeaders(call.headers());
        request.setBody(call.body());

        CardActionHandler.newBuilder(SEALED.token(), SEALED.encryptKey(), action -> {
                    pressed.set(action.getOpenMessageId());
                    return "";
                })
                .build()
                .handle(request);

        assertThat(pressed).hasValue(taken ? "om_2" : "refused");
        assertThat(SEALED.connector().receive(call) instanceof Reception.Taken).isEqualTo(taken);
    }

    @Test
    void theNodeSdkSaysTheSame() throws IOException, InterruptedException {
        List<Callback> calls = calls();

        List<Map<String, String>> said = new VendorPackage("judge.js")
                .ask(calls.stream().map(FeishuVendorTest::asked).toList());

        assertThat(said.stream().map(answer -> answer.get("said")))
                .containsExactlyElementsOf(
                        calls.stream().map(FeishuVendorTest::ours).toList());
    }

    private static String ours(Callback call) {
        Reception reception = SEALED.connector().receive(call);
        if (reception instanceof Reception.Replied replied) {
            return new String(replied.answer().body(), StandardCharsets.UTF_8);
        }
        if (reception instanceof Reception.Taken taken
                && taken.deliveries().get(0).sightings().get(0) instanceof Sighting.Said said) {
            Message message = said.message();
            String content = Json.read(message.payload())
                    .good()
                    .orElseThrow()
                    .at("event")
                    .at("message")
                    .text("content")
                    .orElse("");
            return String.join(
                    " ",
                    message.key().tenant(),
                    message.key().nativeId(),
                    message.conversation().id(),
                    content);
        }
        return "refused";
    }

    private static Map<String, Object> asked(Callback call) {
        Map<String, String> headers = new HashMap<>();
        call.headers().forEach((name, values) -> headers.put(name, values.get(0)));
        return Map.of(
                "encryptKey",
                SEALED.encryptKey(),
                "token",
                SEALED.token(),
                "headers",
                headers,
                "body",
                new String(call.body(), StandardCharsets.UTF_8));
    }
}
