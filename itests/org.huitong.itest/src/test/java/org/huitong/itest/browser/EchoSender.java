// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.browser;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.huitong.kit.sign.Signatures;
import org.huitong.testkit.HubProcess;

/** People of a company who speak on the smallest platform there is. */
record EchoSender(HubProcess hub, String account, String secret) {
    /** Switches the platform on and opens the account; the hub takes it up by itself. */
    EchoSender register() {
        hub.configure("org.huitong.connector.echo~" + account, Map.of("secret", secret, "stage", "test"));
        return this;
    }

    /** @return the status of the answer */
    int say(String id, String who, String room, String text) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put("delivery", "d-" + id).put("company", "acme").put("id", id).put("room", room);
        call.put("text", text).put("at", Instant.now().toString());
        call.putObject("from").put("id", "u-" + who).put("name", who);
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        byte[] signature = Signatures.hmacSha256(
                secret.getBytes(StandardCharsets.UTF_8), (timestamp + "\n" + call).getBytes(StandardCharsets.UTF_8));
        return hub.call(
                        "POST",
                        "/connect/echo/" + account,
                        call.toString(),
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "X-Echo-Timestamp",
                                timestamp,
                                "X-Echo-Signature",
                                HexFormat.of().formatHex(signature)))
                .statusCode();
    }
}
