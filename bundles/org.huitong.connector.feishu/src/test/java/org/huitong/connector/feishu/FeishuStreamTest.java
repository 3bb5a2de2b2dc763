// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.line.Frame;
import org.huitong.kit.line.Heard;
import org.huitong.kit.line.Talk;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.junit.jupiter.api.Test;

class FeishuStreamTest {
    private static final Account ACCOUNT =
            Account.of(Map.of("way", "stream", "appSecret", "s3cret", "verificationToken", "v-token"));
    private static final FeishuStream STREAM = new FeishuStream(new Parsed.Good<>(new FeishuSends.Access(
            Address.of("https://open.example").good().orElseThrow(), "cli_9f5343c580712544", "s3cret")));
    private static final String EVENT = "{\"schema\":\"2.0\",\"header\":{\"event_id\":\"e-1\",\"event_type\":"
            + "\"im.message.receive_v1\",\"create_time\":\"1795334400000\",\"token\":\"v-token\",\"app_id\":"
            + "\"cli_9f5343c580712544\",\"tenant_key\":\"t1\"},\"event\":{\"sender\":{\"sender_id\":{\"open_id\":\"ou_1\"},"
            + "\"sender_type\":\"user\",\"tenant_key\":\"t1\"},\"message\":{\"message_id\":\"om_1\",\"create_time\":"
            + "\"1795334400000\",\"chat_id\":\"oc_1\",\"chat_type\":\"group\",\"message_type\":\"text\",\"content\":"
            + "\"{\\\"text\\\":\\\"下午三点开会 😀\\\"}\"}}}";

    @Test
    void asksWhereToDialWithItsKeys() {
        Call call = ((Step.Ask<URI>) STREAM.dial(Trail.beginning(Optional.empty()))).call();

        assertThat(call.method() + " " + call.address()).isEqualTo("POST https://open.example/callback/ws/endpoint");
        assertThat(call.headers()).containsEntry("locale", "zh");
        assertThat(new String(call.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"AppID\":\"cli_9f5343c580712544\",\"AppSecret\":\"s3cret\"}");
    }

    @Test
    void dialsWhereItIsTold() {
        assertThat(dialled("{\"code\":0,\"data\":{\"URL\":\"wss://host/ws/v2?device_id=d1&service_id=7&ticket=tk\"}}"))
                .isEqualTo(Step.done(URI.create("wss://host/ws/v2?device_id=d1&service_id=7&ticket=tk")));
    }

    @Test
    void whatIsRefusedSaysWhatToCompareAndABusyPlatformIsTriedAgain() {
        assertThat(detail("{\"code\":514,\"msg\":\"auth failed\"}")).contains("compare App ID", "514 auth failed");
        assertThat(detail("{\"code\":1000040350,\"msg\":\"exceed\"}")).contains("50 connections");
        assertThat(dialled("{\"code\":1000040343}")).isInstanceOf(Step.Later.class);
        assertThat(STREAM.turnedAway(new Reply(
                                403, Map.of("handshake-autherrcode", "514", "handshake-msg", "no"), new byte[0]))
                        .en())
                .contains("514 no");
    }

    @Test
    void itStandsWhereThePlatformAnswersItsPingAndBeatsAsItIsTold() {
        Talk talk = talk();
        FeishuFrame ping = sent(talk.greeting().orElseThrow());
        assertThat(ping.service()).isEqualTo(7);
        assertThat(ping.header("type")).isEqualTo("ping");

        assertThat(talk.rhythm().beat()).isEqualTo(Duration.ofSeconds(60));
        FeishuFrame pong = new FeishuFrame(
                FeishuFrame.Numbers.NONE,
                7,
                FeishuFrame.CONTROL,
                Map.of("type", "pong"),
                "{\"PingInterval\":20}".getBytes(StandardCharsets.UTF_8));
        assertThat(talk.hear(new Frame.Bytes(pong.written()))).isEqualTo(new Heard.Stands());
        assertThat(talk.rhythm().beat()).isEqualTo(Duration.ofSeconds(20));
        assertThat(talk.rhythm().silence()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void thanksAreItsOwnFrameWithTheTimeThatItTook() {
        Heard.Brought brought = (Heard.Brought) hear(talk(), part(EVENT, 1, 0));
        FeishuFrame thanks = sent(brought.thanks().orElseThrow().after(Duration.ofMillis(12)));

        assertThat(thanks.numbers()).isEqualTo(new FeishuFrame.Numbers(3, -1, "log-new"));
        assertThat(thanks.headers())
                .containsEntry("message_id", "m-1")
                .containsEntry("biz_rt", "12")
                .containsEntry("type", "event");
        assertThat(thanks.payload()).asString(StandardCharsets.UTF_8).isEqualTo("{\"code\":200}");
    }

    @Test
    void whatCameIsReadAsTheCallWouldBe() {
        Heard.Brought brought = (Heard.Brought) hear(talk(), part(EVENT, 1, 0));

        assertThat(((Sighting.Said) delivery(brought.raw()).sightings().get(0)).message())
                .isEqualTo(ACCOUNT.message(ACCOUNT.call(EVENT)));
    }

    @Test
    void partsAreOneInWhicheverOrderTheyCome() {
        byte[] all = EVENT.getBytes(StandardCharsets.UTF_8);
        Talk talk = talk();
        // In the middle of a character.
        int cut = EVENT.indexOf("下") + 1;
        byte[] first = Arrays.copyOf(all, cut);
        byte[] second = Arrays.copyOfRange(all, cut, all.length);

        assertThat(hear(talk, part(second, 2, 1))).isEqualTo(Heard.nothing());
        assertThat(hear(talk, part(first, 2, 0)))
                .isInstanceOfSatisfying(Heard.Brought.class, brought -> assertThat(brought.raw())
                        .isEqualTo(all));
    }

    @Test
    void whatNobodyUnderstandsIsKeptAside() {
        assertThat(hear(talk(), part("no json", 1, 0))).isInstanceOf(Heard.Brought.class);
        assertThat(delivery("no json".getBytes(StandardCharsets.UTF_8)).unreadable())
                .hasSize(1);
        assertThat(talk().hear(new Frame.Bytes(new byte[] {1, 2, 3}))).isEqualTo(Heard.nothing());
        assertThat(talk().hear(new Frame.Text("text"))).isEqualTo(Heard.nothing());
    }

    @Test
    void anAccountListensAsItIsConfigured() {
        assertThat(ACCOUNT.connector().line()).isPresent();
        assertThat(ACCOUNT.connector().problem()).isEmpty();
        assertThat(Account.plain().connector().line()).isEmpty();
        assertThat(Account.of(Map.of("way", "stream")).connector().problem().map(LocalText::en))
                .contains("set App ID and App Secret");
    }

    /** Written by hand from the vendor's description of the frame and protobuf's rules: SeqID 3, LogID 2^64-1, service 7, method 1, one header, a payload. */
    @Test
    void aFrameIsWrittenByTheRulesOfProtobuf() {
        String bytes =
                "0803" + "10ffffffffffffffffff01" + "1807" + "2001" + "2a0d0a047479706512056576656e74" + "42027b7d";
        FeishuFrame frame = new FeishuFrame(
                new FeishuFrame.Numbers(3, -1, ""),
                7,
                FeishuFrame.DATA,
                Map.of("type", "event"),
                "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(frame.written())).isEqualTo(bytes);
        assertThat(FeishuFrame.read(HexFormat.of().parseHex(bytes))
                        .orElseThrow()
                        .headers())
                .isEqualTo(frame.headers());
    }

    @Property
    void noBytesBreakTheReader(@ForAll byte[] bytes) {
        assertThat(FeishuFrame.read(bytes))
                .satisfiesAnyOf(
                        read -> assertThat(read).isEmpty(),
                        read -> assertThat(read.orElseThrow().payload()).isNotNull());
    }

    private static Talk talk() {
        return STREAM.talk(URI.create("wss://host/ws/v2?device_id=d1&service_id=7&ticket=tk"));
    }

    private static Heard hear(Talk talk, FeishuFrame frame) {
        return talk.hear(new Frame.Bytes(frame.written()));
    }

    private static FeishuFrame sent(Frame frame) {
        return FeishuFrame.read(((Frame.Bytes) frame).bytes()).orElseThrow();
    }

    private static FeishuFrame part(String payload, int sum, int place) {
        return part(payload.getBytes(StandardCharsets.UTF_8), sum, place);
    }

    private static FeishuFrame part(byte[] payload, int sum, int place) {
        return new FeishuFrame(
                new FeishuFrame.Numbers(3, -1, "log-new"),
                7,
                FeishuFrame.DATA,
                Map.of("type", "event", "message_id", "m-1", "sum", "" + sum, "seq", "" + place),
                payload);
    }

    private static Delivery delivery(byte[] raw) {
        List<Delivery> told = ACCOUNT.connector()
                .read(new Evidence(raw, Map.of(), Account.NOW))
                .deliveries();
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    private static Step<URI> dialled(String body) {
        Trail asked = Trail.beginning(Optional.empty());
        return STREAM.dial(asked.then("", new Reply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8))));
    }

    private static String detail(String body) {
        return ((Step.Failed<URI>) dialled(body)).detail().en();
    }
}
