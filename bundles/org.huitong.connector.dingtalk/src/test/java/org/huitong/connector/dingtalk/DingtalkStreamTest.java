// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.huitong.api.text.LocalText;
import org.huitong.kit.line.Frame;
import org.huitong.kit.line.Heard;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.JsonText;
import org.huitong.testkit.WireSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DingtalkStreamTest {
    private static final Account ACCOUNT = Account.of(Map.of("way", "stream"));
    private static final DingtalkStream STREAM = new DingtalkStream(new Parsed.Good<>(new DingtalkSends.Access(
            Address.of("https://api.example").good().orElseThrow(),
            Address.of("https://oapi.example").good().orElseThrow(),
            "dingbar",
            "s3cret")));

    @Test
    void asksWhereToDialWithItsKeysAndWhatItWantsToHear() {
        Call call = ((Step.Ask<URI>) STREAM.dial(Trail.beginning(Optional.empty()))).call();

        assertThat(call.method() + " " + call.address())
                .isEqualTo("POST https://api.example/v1.0/gateway/connections/open");
        assertThat(call.headers()).containsEntry("Accept", "application/json");
        Json body = Json.read(call.body()).good().orElseThrow();
        assertThat(body.text("clientId")).contains("dingbar");
        assertThat(body.text("clientSecret")).contains("s3cret");
        assertThat(body.at("subscriptions").items())
                .extracting(wanted -> wanted.text("type").orElse("") + " "
                        + wanted.text("topic").orElse(""))
                .containsExactly(
                        "EVENT *", "CALLBACK /v1.0/im/bot/messages/get", "CALLBACK /v1.0/card/instances/callback");
    }

    @Test
    void dialsWhereItIsToldWithTheTicket() {
        assertThat(dialled(200, "{\"endpoint\":\"wss://host:443/connect\",\"ticket\":\"a+b=\"}"))
                .isEqualTo(Step.done(URI.create("wss://host:443/connect?ticket=a%2Bb%3D")));
    }

    @Test
    void aWrongSecretIsTheAccountsAndSaysWhatToCompare() {
        assertThat(dialled(400, "{\"code\":\"invalidParameter\",\"message\":\"bad secret\"}"))
                .isInstanceOfSatisfying(Step.Failed.class, failed -> {
                    assertThat(failed.failure()).isEqualTo(Step.Failure.ACCOUNT);
                    assertThat(failed.detail().en()).contains("compare Client ID", "bad secret");
                });
        assertThat(dialled(429, "<html>")).isInstanceOf(Step.Later.class);
        assertThat(dialled(200, "{}")).isInstanceOf(Step.Failed.class);
    }

    @Test
    void answersThePingWithWhatItHolds() {
        Heard heard = hear(frame("SYSTEM", Map.of("topic", "ping", "messageId", "m-1"), "{\"opaque\":\"0c0c\"}"));

        Json answer = said(((Heard.Answered) heard).answer());
        assertThat(answer.text("data")).contains("{\"opaque\":\"0c0c\"}");
        assertThat(answer.at("headers").text("messageId")).contains("m-1");
        assertThat(answer.number("code")).hasValue(200);
    }

    @Test
    void movesWhereItIsToldTo() {
        assertThat(hear(frame("SYSTEM", Map.of("topic", "disconnect"), "{}"))).isEqualTo(new Heard.Moves());
        assertThat(hear(frame("SYSTEM", Map.of("topic", "CONNECTED"), "{}"))).isEqualTo(Heard.nothing());
    }

    @Test
    void givesThanksByNumberAsThePlatformWantsThemForEachKind() {
        assertThat(thanks("EVENT").text("data")).contains("{\"status\":\"SUCCESS\"}");
        assertThat(thanks("CALLBACK").text("data")).contains("{\"response\":{}}");
        assertThat(thanks("CALLBACK").at("headers").text("messageId")).contains("m-3");
    }

    static List<String> calls() {
        return WireSample.told("robot");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatIsSaidIsReadAsTheCallWouldBe(String body) {
        Message called = ACCOUNT.message(ACCOUNT.said(body));
        Message streamed = message(frame("CALLBACK", Map.of("messageId", "m-3", "topic", "t"), body));

        assertThat(streamed).isEqualTo(called);
    }

    @Test
    void anEventIsTheSameEachTimeItIsPushed() {
        Map<String, String> headers = Map.of(
                "eventType",
                "chat_update_title",
                "eventBornTime",
                "1694660000000",
                "eventId",
                "evt-1",
                "eventCorpId",
                "ding1",
                "messageId",
                "m-3");
        Map<String, String> again = new HashMap<>(headers);
        again.put("messageId", "m-4");
        Message first = message(frame("EVENT", headers, "{\"chatId\":\"x\",\"title\":\"t\"}"));

        assertThat(first.key().nativeId()).isEqualTo("evt-1");
        assertThat(first.key().tenant()).isEqualTo("ding1");
        assertThat(first.conversation().id()).isEqualTo("x");
        assertThat(first.content().event().orElseThrow().name()).isEqualTo("chat_update_title");
        assertThat(first.sentAt().toEpochMilli()).isEqualTo(1694660000000L);
        assertThat(message(frame("EVENT", again, "{\"chatId\":\"x\",\"title\":\"t\"}")))
                .isEqualTo(first);
    }

    @Test
    void whatNobodyUnderstandsIsKeptAside() {
        for (String odd : List.of("no json", "[]", frame("CALLBACK", Map.of("messageId", "1"), "no json"))) {
            assertThat(hear(odd)).isInstanceOf(Heard.Brought.class);
            Delivery delivery =
                    ACCOUNT.connector().read(evidence(odd)).deliveries().get(0);
            assertThat(delivery.unreadable()).hasSize(1);
        }
    }

    @Test
    void anAccountListensAsItIsConfigured() {
        assertThat(ACCOUNT.connector().line()).isPresent();
        assertThat(ACCOUNT.connector().problem()).isEmpty();
        assertThat(ACCOUNT.connector().profile().deadline()).hasMinutes(1);
        assertThat(Account.of().connector().line()).isEmpty();
        DingtalkConnector bare =
                Account.of(Map.of("way", "stream", "clientSecret", "")).connector();
        assertThat(bare.line()).isEmpty();
        assertThat(bare.problem().map(LocalText::en)).contains("set Client ID and Client Secret");
    }

    private static Step<URI> dialled(int status, String body) {
        Trail asked = Trail.beginning(Optional.empty());
        return STREAM.dial(asked.then("", new Reply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8))));
    }

    private static Json thanks(String type) {
        Heard heard = hear(frame(type, Map.of("messageId", "m-3"), "{}"));
        return said(((Heard.Brought) heard).thanks().orElseThrow().after(Duration.ZERO));
    }

    private static Heard hear(String frame) {
        return STREAM.talk(URI.create("wss://host/")).hear(new Frame.Text(frame));
    }

    private static Json said(Frame frame) {
        return Json.read(((Frame.Text) frame).text()).good().orElseThrow();
    }

    private static Message message(String frame) {
        return Account.message(
                ACCOUNT.connector().read(evidence(frame)).deliveries().get(0));
    }

    private static Evidence evidence(String frame) {
        return new Evidence(frame.getBytes(StandardCharsets.UTF_8), Map.of(), Account.NOW);
    }

    private static String frame(String type, Map<String, String> headers, String data) {
        JsonText head = JsonText.object();
        headers.forEach(head::with);
        return JsonText.object()
                .with("specVersion", "1.0")
                .with("type", type)
                .with("headers", head)
                .with("data", data)
                .toString();
    }
}
