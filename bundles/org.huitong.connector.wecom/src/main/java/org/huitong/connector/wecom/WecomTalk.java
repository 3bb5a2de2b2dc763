// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.huitong.api.text.LocalText;
import org.huitong.kit.line.Frame;
import org.huitong.kit.line.Heard;
import org.huitong.kit.line.Rhythm;
import org.huitong.kit.line.Talk;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * What is spoken on a robot's long connection: texts of JSON, each with a command and a number. The robot shows its keys,
 * pings, and is told; what it is told nobody wants thanks for.
 */
final class WecomTalk implements Talk {
    private static final String SUBSCRIBE = "aibot_subscribe";
    private static final String PING = "ping";

    /** The platform wants a ping every 30 seconds; two that are not answered are a dead socket. */
    private static final Rhythm RHYTHM = new Rhythm(Duration.ofSeconds(30), Duration.ofSeconds(75));

    private static final Duration REFUSED = Duration.ofSeconds(30);
    private static final Duration KICKED = Duration.ofMinutes(1);

    private static final LocalText ANOTHER = LocalText.of(
            "另一个程序用同一个机器人建立了长连接，企业微信断开了这里的连接",
            "another program has connected as this robot, and WeCom has ended the connection here");

    /** The platform sends some of them bare within texts, where JSON has none. */
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0b-\\x1f]");

    private final String id;
    private final String secret;
    private long number;

    WecomTalk(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    @Override
    public Optional<Frame> greeting() {
        return Optional.of(new Frame.Text(command(SUBSCRIBE)
                .with("body", JsonText.object().with("bot_id", id).with("secret", secret))
                .toString()));
    }

    @Override
    public Optional<Frame> beat() {
        return Optional.of(new Frame.Text(command(PING).toString()));
    }

    private JsonText command(String word) {
        number++;
        return JsonText.object()
                .with("cmd", word)
                .with("headers", JsonText.object().with("req_id", word + "_" + number));
    }

    @Override
    public Rhythm rhythm() {
        return RHYTHM;
    }

    @Override
    public Heard hear(Frame frame) {
        if (!(frame instanceof Frame.Text said)) {
            return Heard.nothing();
        }
        String text = CONTROLS.matcher(said.text()).replaceAll("");
        if (!(Json.read(text) instanceof Parsed.Good<Json> good)) {
            return brought(text);
        }
        Json json = good.value();
        return switch (json.text("cmd").orElse("")) {
            case "aibot_msg_callback", "aibot_event_callback" -> isKicked(json)
                    ? new Heard.Over(ANOTHER, KICKED)
                    : brought(json.at("body").toString());
            default -> answered(json);
        };
    }

    /** What was asked is told by the number that comes back. */
    private static Heard answered(Json json) {
        if (!json.at("headers").text("req_id").orElse("").startsWith(SUBSCRIBE)) {
            return Heard.nothing();
        }
        String code = json.text("errcode").orElse("0");
        return code.equals("0")
                ? new Heard.Stands()
                : new Heard.Over(
                        Answers.reason(
                                "企业微信不接受此机器人的长连接，请核对 Bot ID、Secret，并在管理后台把接收方式设为“长连接”",
                                "WeCom does not take this robot's connection: compare Bot ID and Secret, and choose the"
                                        + " long connection in the platform's console",
                                code,
                                json.text("errmsg").orElse("")),
                        REFUSED);
    }

    private static boolean isKicked(Json json) {
        return json.at("body").at("event").text("eventtype").orElse("").equals("disconnected_event");
    }

    private static Heard brought(String body) {
        return new Heard.Brought(body.getBytes(StandardCharsets.UTF_8), Map.of(), Optional.empty());
    }
}
