// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.kit.parse.Json;
import org.huitong.kit.sign.Signatures;

/**
 * An event out of either generation of envelopes, or a press on a card of the first generation.
 *
 * @param id the same when the platform pushes the same event again
 * @param tenant of the company, the application where an event belongs to none
 * @param body what is particular to this type
 */
record FeishuEvent(String id, String type, String tenant, String app, Instant at, Json body) {
    /** What the platform calls the press on a card, whichever generation of cards it is. */
    static final String CARD = "card.action.trigger";

    /** The token that only the platform and the application know, wherever this kind of call carries it. */
    static Optional<String> token(Json call) {
        return call.at("header").exists() ? call.at("header").text("token") : call.text("token");
    }

    /** @param receivedAt stands in where the platform sent no time */
    static Optional<FeishuEvent> read(Json call, String appId, Instant receivedAt) {
        Json header = call.at("header");
        Json body = call.at("event");
        if (header.isObject() && word(header, "event_type").isPresent()) {
            return Optional.of(of(
                    word(header, "event_id"),
                    word(header, "event_type").orElseThrow(),
                    word(header, "tenant_key"),
                    word(header, "app_id").orElse(appId),
                    header.text("create_time").flatMap(FeishuTime::read).orElse(receivedAt),
                    body,
                    call));
        }
        if (body.isObject() && word(body, "type").isPresent()) {
            return Optional.of(of(
                    word(call, "uuid"),
                    word(body, "type").orElseThrow(),
                    word(body, "tenant_key"),
                    word(body, "app_id").orElse(appId),
                    call.text("ts").flatMap(FeishuTime::read).orElse(receivedAt),
                    body,
                    call));
        }
        if (isOldCard(call)) {
            // Its token is made anew for each press, so it names the press.
            return Optional.of(of(word(call, "token"), CARD, word(call, "tenant_key"), appId, receivedAt, call, call));
        }
        return Optional.empty();
    }

    static boolean isOldCard(Json call) {
        return call.at("action").isObject() && word(call, "open_message_id").isPresent();
    }

    /** The first of the members that holds a text worth having. */
    static Optional<String> word(Json json, String... names) {
        return Stream.of(names)
                .map(json::text)
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static FeishuEvent of(
            Optional<String> id, String type, Optional<String> tenant, String app, Instant at, Json body, Json call) {
        return new FeishuEvent(
                id.orElseGet(() -> Signatures.fingerprint(call.toString())), type, tenant.orElse(app), app, at, body);
    }

    @Override
    public String toString() {
        return "FeishuEvent[" + id + " " + type + "]";
    }
}
