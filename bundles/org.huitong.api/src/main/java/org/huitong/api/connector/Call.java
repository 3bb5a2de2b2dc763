// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * A call that the hub makes for a connector.
 *
 * @param headers by name; the hub adds none that a platform could mind
 * @param body shared and not to be changed; empty where there is none
 * @param harmless whether making it twice is the same as making it once: a question, a renewal, an upload. What sends
 *     something to people is not
 */
public record Call(String method, URI address, Map<String, String> headers, byte[] body, boolean harmless) {
    public Call {
        Objects.requireNonNull(method);
        Objects.requireNonNull(address);
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body);
    }

    /** A question. */
    public static Call get(URI address) {
        return new Call("GET", address, Map.of(), new byte[0], true);
    }

    /** Sends something; not to be made twice without thought. */
    public static Call post(URI address, String json) {
        return new Call(
                "POST",
                address,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                json.getBytes(StandardCharsets.UTF_8),
                false);
    }

    /** The same call, which does no harm when it is made twice. */
    public Call asHarmless() {
        return new Call(method, address, headers, body, true);
    }

    public Call header(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(name, value);
        return new Call(method, address, more, body, harmless);
    }

    /** Neither query nor body: tokens stand there. */
    @Override
    public String toString() {
        return "Call[" + method + " " + address.getHost() + address.getPath().replaceAll("(?<=/hook/).*", "…") + ", "
                + body.length + " bytes]";
    }
}
