// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.connector.Delivery;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Utf8;

/**
 * What the platform tells, as deliveries, whichever way it came: by a call or over a line it is read by the same words.
 * Pure.
 */
final class DingtalkReader {
    private static final LocalText NO_OBJECT = LocalText.of("内容不是 JSON 对象", "the body is not a JSON object");

    private final DingtalkRobot robot;
    private final DingtalkEvents events;

    /** @param tenant the company where nothing that comes names one */
    DingtalkReader(String account, String corpId, String tenant) {
        this.robot = new DingtalkRobot(account, corpId, tenant);
        this.events = new DingtalkEvents(account, tenant);
    }

    /** What was said to the robot, or pressed on one of its cards. */
    Delivery said(byte[] body, Instant receivedAt) {
        String text = Utf8.mended(body);
        Parsed<Json> parsed = Json.read(text);
        return unreadable(parsed)
                .map(reason -> DingtalkEvents.unreadable(text, body, reason))
                .orElseGet(() -> said(parsed.good().orElseThrow(), text, receivedAt));
    }

    private Delivery said(Json call, String text, Instant receivedAt) {
        return !call.at("msgtype").exists() && DingtalkEvents.isPress(call)
                ? events.press(call, text, receivedAt)
                : robot.read(call, text, receivedAt);
    }

    DingtalkEvents.Reading happened(String event, Instant receivedAt) {
        return events.read(event, receivedAt);
    }

    /** Why it cannot be what was said. */
    static Optional<LocalText> unreadable(Parsed<Json> body) {
        return body instanceof Parsed.Good<Json> good && good.value().isObject()
                ? Optional.empty()
                : Optional.of(body.bad().orElse(NO_OBJECT));
    }
}
