// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import me.chanjar.weixin.cp.bean.message.WxCpXmlMessage;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import me.chanjar.weixin.cp.util.crypto.WxCpCryptUtil;
import org.huitong.api.connector.Callback;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Xml;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The widely used Java SDK and the connector are given the same calls and must say the same. */
class WecomSdkTest {
    private static final Account ACCOUNT = Account.of();
    private static final WxCpDefaultConfigImpl SETTINGS = settings();

    static Stream<String> documents() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/wire"))) {
            return files.sorted().toList().stream()
                    .map(WecomSdkTest::sample)
                    .filter(sample -> sample.text("told").orElse("").equals("application"))
                    .map(sample -> sample.text("in").orElseThrow())
                    .filter(document -> document.contains("<MsgType>"));
        }
    }

    /** The SDK gives up on control characters, which people do paste into messages. */
    static Stream<String> readable() throws IOException {
        return documents().filter(document -> document.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r'));
    }

    /** The SDK makes the envelope. */
    @ParameterizedTest
    @MethodSource("documents")
    void opensWhatTheSdkSeals(String document) {
        Xml envelope =
                Xml.read(new WxCpCryptUtil(SETTINGS).encrypt(document)).good().orElseThrow();
        String body = "<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[" + text(envelope, "Encrypt")
                + "]]></Encrypt><AgentID>1</AgentID></xml>";
        Callback call = Account.call(
                "POST",
                Map.of(
                        "msg_signature", text(envelope, "MsgSignature"),
                        "timestamp", text(envelope, "TimeStamp"),
                        "nonce", text(envelope, "Nonce")),
                body.getBytes(StandardCharsets.UTF_8));

        // The SDK signs with the time of this machine.
        assertThat(Account.of(Map.of("freshness", "PT0S")).message(call).payload())
                .isEqualTo(document);
    }

    /** The SDK reads ours. */
    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatTheSdkReads(String document) {
        Callback call = ACCOUNT.push(document);
        WxCpXmlMessage theirs = WxCpXmlMessage.fromEncryptedXml(
                new String(call.body(), StandardCharsets.UTF_8),
                SETTINGS,
                call.parameter("timestamp").orElseThrow(),
                call.parameter("nonce").orElseThrow(),
                call.parameter("msg_signature").orElseThrow());
        Message ours = ACCOUNT.message(call);

        assertThat(ours.key().tenant()).isEqualTo(theirs.getToUserName());
        assertThat(ours.sentAt().getEpochSecond()).isEqualTo(theirs.getCreateTime());
        if (theirs.getFromUserName() != null && !theirs.getFromUserName().equals("sys")) {
            assertThat(ours.sender().id()).isEqualTo(theirs.getFromUserName());
        }
        if (theirs.getMsgId() != null) {
            assertThat(ours.key().nativeId()).isEqualTo(theirs.getMsgId().toString());
        }
        // A text without a word is unavailable with us, and null or empty with them.
        if (theirs.getMsgType().equals("text")
                && theirs.getContent() != null
                && !theirs.getContent().isBlank()) {
            // What is quoted stands behind it with us; the SDK does not know of quotes.
            assertThat(ours.content().text().orElseThrow()).startsWith(theirs.getContent());
        }
        if (theirs.getMsgType().equals("event")) {
            assertThat(ours.content().type()).isEqualTo(MessageType.EVENT);
            assertThat(ours.content().event().orElseThrow().name()).isEqualTo(theirs.getEvent());
        } else if (theirs.getMediaId() != null) {
            assertThat(ours.content().attachments().get(0).reference()).isEqualTo(theirs.getMediaId());
        }
    }

    private static WxCpDefaultConfigImpl settings() {
        WxCpDefaultConfigImpl settings = new WxCpDefaultConfigImpl();
        settings.setCorpId(Account.CORP);
        settings.setToken("123456");
        settings.setAesKey(Account.KEY);
        settings.setAgentId(1);
        return settings;
    }

    private static Json sample(Path file) {
        try {
            return Json.read(Files.readAllBytes(file)).good().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Xml xml, String name) {
        return xml.text(name).orElseThrow();
    }
}
