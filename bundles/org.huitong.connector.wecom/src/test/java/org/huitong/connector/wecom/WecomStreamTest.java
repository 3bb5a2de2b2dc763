// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.line.Frame;
import org.huitong.kit.line.Heard;
import org.huitong.kit.line.Talk;
import org.huitong.kit.parse.Json;
import org.junit.jupiter.api.Test;

class WecomStreamTest {
    private static final Account ACCOUNT = Account.of(Map.of("way", "stream", "botId", "b", "secret", "s"));
    private static final String SAID = "{\"msgid\":\"m1\",\"aibotid\":\"b\",\"chattype\":\"single\",\"from\":"
            + "{\"userid\":\"u\"},\"msgtype\":\"text\",\"text\":{\"content\":\"你好😀\"},\"create_time\":1700000000}";

    private final Talk talk = new WecomTalk("b", "s");

    @Test
    void showsItsKeysAndStandsWhereTheyAreTaken() {
        Json greeting = json(talk.greeting().orElseThrow());
        assertThat(greeting.text("cmd")).contains("aibot_subscribe");
        assertThat(greeting.at("body")).hasToString("{\"bot_id\":\"b\",\"secret\":\"s\"}");
        String number = greeting.at("headers").text("req_id").orElseThrow();

        assertThat(hear("{\"headers\":{\"req_id\":\"" + number + "\"},\"errcode\":0,\"errmsg\":\"ok\"}"))
                .isEqualTo(new Heard.Stands());
        assertThat(hear("{\"headers\":{\"req_id\":\"" + number + "\"},\"errcode\":40001,\"errmsg\":\"bad secret\"}"))
                .isInstanceOfSatisfying(
                        Heard.Over.class,
                        over -> assertThat(over.why().en()).contains("compare Bot ID", "40001 bad secret"));
    }

    @Test
    void pingsAndTheAnswerIsASignOfLife() {
        Json ping = json(talk.beat().orElseThrow());
        assertThat(ping.text("cmd")).contains("ping");
        assertThat(hear("{\"headers\":{\"req_id\":\"ping_1\"},\"errcode\":0,\"errmsg\":\"ok\"}"))
                .isEqualTo(Heard.nothing());
    }

    @Test
    void whatItIsToldIsReadAsTheCallWouldBe() {
        Heard.Brought brought = (Heard.Brought)
                hear("{\"cmd\":\"aibot_msg_callback\",\"headers\":{\"req_id\":\"R1\"},\"body\":" + SAID + "}");

        assertThat(brought.thanks()).isEmpty();
        assertThat(message(brought.raw())).isEqualTo(ACCOUNT.message(ACCOUNT.tell(SAID)));
    }

    @Test
    void bareControlsWithinATextDoNoHarm() {
        Heard.Brought brought = (Heard.Brought)
                hear("{\"cmd\":\"aibot_msg_callback\",\"headers\":{},\"body\":" + SAID.replace("你好", "你\u0007好") + "}");
        assertThat(message(brought.raw()).content().text()).contains("你好😀");
    }

    @Test
    void whoIsKickedLeavesTheOtherAlone() {
        assertThat(hear("{\"cmd\":\"aibot_event_callback\",\"headers\":{},\"body\":{\"msgtype\":\"event\",\"event\":"
                        + "{\"eventtype\":\"disconnected_event\"}}}"))
                .isInstanceOfSatisfying(
                        Heard.Over.class, over -> assertThat(over.after()).hasMinutes(1));
    }

    @Test
    void whatNobodyUnderstandsIsKeptAside() {
        assertThat(hear("no json")).isInstanceOf(Heard.Brought.class);
        assertThat(delivery("no json".getBytes(StandardCharsets.UTF_8)).unreadable())
                .hasSize(1);
    }

    @Test
    void anAccountListensAsItIsConfigured() {
        assertThat(ACCOUNT.connector().line()).isPresent();
        assertThat(ACCOUNT.connector().problem()).isEmpty();
        assertThat(Account.of().connector().line()).isEmpty();
        assertThat(problem(Map.of("way", "stream"))).isEqualTo("set Bot ID and Secret of the robot");
        assertThat(problem(Map.of("way", "stream", "botId", "b", "secret", "s", "streamUrl", "http://x")))
                .contains("wss://");
    }

    private static String problem(Map<String, String> settings) {
        return Account.of(settings).connector().problem().map(LocalText::en).orElseThrow();
    }

    private Heard hear(String frame) {
        return talk.hear(new Frame.Text(frame));
    }

    private static Json json(Frame frame) {
        return Json.read(((Frame.Text) frame).text()).good().orElseThrow();
    }

    private static Message message(byte[] raw) {
        return ((Sighting.Said) delivery(raw).sightings().get(0)).message();
    }

    private static Delivery delivery(byte[] raw) {
        return ACCOUNT.connector()
                .read(new Evidence(raw, Map.of(), Account.NOW))
                .deliveries()
                .get(0);
    }
}
