// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;

/** The way from a connector to its platform's desk without a network: the hub's calls become what a desk is asked. */
record DeskWire(SendDesk desk, Instant now) {
    /** In front of each path, as a stand-in is called. */
    static final String CALLED = "http://127.0.0.1:9/x";

    Reply make(Call call) {
        Map<String, String> query = new HashMap<>();
        for (String pair :
                Optional.ofNullable(call.address().getRawQuery()).orElse("").split("&")) {
            String[] parts = pair.split("=", 2);
            String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            query.merge(parts[0], value, (one, other) -> one + "," + other);
        }
        SendDesk.Answered answered = desk.take(
                new SendDesk.Asked(
                        call.method(),
                        call.address().getPath().substring("/x".length()),
                        query,
                        lower(call.headers()),
                        new String(call.body(), StandardCharsets.UTF_8)),
                now);
        return new Reply(
                answered.status(), lower(answered.headers()), answered.body().getBytes(StandardCharsets.UTF_8));
    }

    Token token(Connector connector) {
        Credentials keys = (Credentials) connector;
        Trail trail = Trail.beginning(Optional.empty());
        Step.Ask<Token> ask = (Step.Ask<Token>) keys.renew(trail);
        return ((Step.Done<Token>) keys.renew(trail.then(ask.note(), make(ask.call())))).value();
    }

    private static Map<String, String> lower(Map<String, String> headers) {
        Map<String, String> told = new HashMap<>();
        headers.forEach((name, value) -> told.put(name.toLowerCase(Locale.ROOT), value));
        return told;
    }
}
