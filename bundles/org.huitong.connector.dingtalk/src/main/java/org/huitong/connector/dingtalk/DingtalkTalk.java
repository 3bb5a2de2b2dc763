// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Reading;
import org.huitong.api.text.LocalText;
import org.huitong.kit.line.Frame;
import org.huitong.kit.line.Heard;
import org.huitong.kit.line.Rhythm;
import org.huitong.kit.line.Talk;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Utf8;
import org.huitong.kit.send.JsonText;

/**
 * What is spoken on a stream: texts of JSON, each with its number, and inside it the data as JSON within a text. Whatever the
 * platform pushes it wants acknowledged by that number, and pushes again after a minute.
 */
final class DingtalkTalk implements Talk {
    /** The platform pings every 20 to 30 seconds; the network's own pings it answers on dead sockets, too. */
    private static final Rhythm RHYTHM = new Rhythm(Duration.ofSeconds(20), Duration.ofSeconds(60));

    @Override
    public Rhythm rhythm() {
        return RHYTHM;
    }

    @Override
    public Heard hear(Frame frame) {
        if (!(frame instanceof Frame.Text said)) {
            return Heard.nothing();
        }
        Json json = Json.read(said.text()).good().orElseGet(DingtalkTalk::none);
        Json headers = json.at("headers");
        String topic = headers.text("topic").orElse("").toLowerCase(Locale.ROOT);
        return switch (json.text("type").orElse("")) {
            case "SYSTEM" -> switch (topic) {
                case "ping" -> new Heard.Answered(
                        answer(headers, json.text("data").orElse("{}")));
                case "disconnect" -> new Heard.Moves();
                default -> Heard.nothing();
            };
            case "EVENT" -> brought(said, headers, "{\"status\":\"SUCCESS\"}");
            default -> brought(said, headers, "{\"response\":{}}");
        };
    }

    private static Heard brought(Frame.Text said, Json headers, String data) {
        return new Heard.Brought(
                said.text().getBytes(StandardCharsets.UTF_8),
                Map.of(),
                headers.text("messageId").map(id -> took -> answer(headers, data)));
    }

    private static Frame answer(Json headers, String data) {
        return new Frame.Text(JsonText.object()
                .with("code", 200)
                .with(
                        "headers",
                        JsonText.object()
                                .with("contentType", "application/json")
                                .with("messageId", headers.text("messageId").orElse("")))
                .with("message", "OK")
                .with("data", data)
                .toString());
    }

    private static Json none() {
        return Json.read("{}").good().orElseThrow();
    }

    /**
     * What a frame tells, or an event that was asked back. Of an event what its headers say is put beside its data, and nothing of the push itself, so that
     * it is the same when it comes again.
     */
    static Reading read(DingtalkReader reader, Evidence evidence) {
        String text = Utf8.mended(evidence.raw());
        if (DingtalkMissed.isMissed(evidence)) {
            return happened(reader, DingtalkMissed.event(text), evidence);
        }
        if (!(Json.read(text) instanceof Parsed.Good<Json> good)
                || !good.value().isObject()) {
            return Reading.of(DingtalkEvents.unreadable(
                    text, evidence.raw(), LocalText.of("帧不是 JSON 对象", "the frame is not a JSON object")));
        }
        Json frame = good.value();
        String data = frame.text("data").orElseGet(() -> frame.at("data").toString());
        if (!frame.text("type").orElse("").equals("EVENT")) {
            return Reading.of(reader.said(data.getBytes(StandardCharsets.UTF_8), evidence.at()));
        }
        return happened(reader, event(frame.at("headers"), data), evidence);
    }

    private static Reading happened(DingtalkReader reader, String event, Evidence evidence) {
        DingtalkEvents.Reading reading = reader.happened(event, evidence.at());
        return reading instanceof DingtalkEvents.Told told
                ? new Reading(told.deliveries(), List.of())
                : new Reading(List.of(), List.of());
    }

    private static String event(Json headers, String data) {
        StringBuilder event = new StringBuilder("{");
        headers.names().stream()
                .filter(name -> name.startsWith("event"))
                .sorted()
                .forEach(name -> event.append(Json.quote(name))
                        .append(':')
                        .append(headers.at(name))
                        .append(','));
        String inside = Json.read(data).good().map(Json::toString).orElseGet(() -> Json.quote(data));
        return event.append("\"data\":").append(inside).append('}').toString();
    }
}
