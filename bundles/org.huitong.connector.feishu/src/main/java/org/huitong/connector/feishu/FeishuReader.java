// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.time.Instant;
import java.util.regex.Pattern;
import org.huitong.api.connector.Delivery;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Utf8;
import org.huitong.kit.sign.Signatures;

/**
 * What the platform tells, as deliveries, whichever way it came: by a call or over a line it is read by the same words.
 * Pure.
 */
final class FeishuReader {
    /** A member of that name; within a text that holds JSON its quotation marks are escaped, and nothing is taken out. */
    private static final Pattern TOKEN = Pattern.compile("(\"token\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*+\"");

    private final FeishuWire wire;

    FeishuReader(String account, String appId) {
        this.wire = new FeishuWire(account, appId);
    }

    Delivery told(Json call, String payload, Instant receivedAt) {
        return wire.deliver(call, withoutTokens(payload), receivedAt);
    }

    /** What came over a line. */
    Delivery told(byte[] payload, Instant receivedAt) {
        String text = Utf8.mended(payload);
        return object(text) instanceof Parsed.Good<Json> call
                ? told(call.value(), text, receivedAt)
                : FeishuWire.unreadable(
                        Signatures.fingerprint(text), text, object(text).bad().orElseThrow());
    }

    /** The evidence as it was sent, but for what opens doors: whoever may audit a message has no right to the account. */
    static String withoutTokens(String payload) {
        return TOKEN.matcher(payload).replaceAll("$1\"\"");
    }

    static Parsed<Json> object(String text) {
        Parsed<Json> read = Json.read(text);
        return read instanceof Parsed.Good<Json> good && !good.value().isObject()
                ? new Parsed.Bad<>(LocalText.of("内容不是 JSON 对象", "the body is not a JSON object"))
                : read;
    }
}
