// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A call that the hub makes for a connector.
 *
 * @param headers by name; the hub adds none that a platform could mind
 * @param body shared and not to be changed; empty where there is none
 * @param harmless whether making it twice is the same as making it once: a question, a renewal, an upload. What sends
 *     something to people is not
 * @param upload a file that is sent in place of the body, and read only as it leaves
 */
public record Call(
        String method,
        URI address,
        Map<String, String> headers,
        byte[] body,
        boolean harmless,
        Optional<Upload> upload) {
    public Call {
        Objects.requireNonNull(method);
        Objects.requireNonNull(address);
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body);
        Objects.requireNonNull(upload);
    }

    /** A call without a file. */
    public Call(String method, URI address, Map<String, String> headers, byte[] body, boolean harmless) {
        this(method, address, headers, body, harmless, Optional.empty());
    }

    /**
     * A form with one file in it ({@code multipart/form-data}, RFC 7578).
     *
     * @param field the form's name of the file
     * @param fields what else stands in the form
     */
    public record Upload(
            String field, String name, String type, long bytes, Enclosure content, Map<String, String> fields) {
        public Upload {
            Objects.requireNonNull(field);
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
            Objects.requireNonNull(content);
            fields = Map.copyOf(fields);
        }

        @Override
        public String toString() {
            return "Upload[" + bytes + " bytes]";
        }
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

    /** Sends a form with a file; where that alone sends nothing to people it is {@link #asHarmless}. */
    public static Call post(URI address, Upload upload) {
        return new Call("POST", address, Map.of(), new byte[0], false, Optional.of(upload));
    }

    /** Puts something in the place of what is there: made twice it comes to the same. */
    public static Call change(String method, URI address, String json) {
        return new Call(
                method,
                address,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                json.getBytes(StandardCharsets.UTF_8),
                true);
    }

    /** The same call, which does no harm when it is made twice. */
    public Call asHarmless() {
        return new Call(method, address, headers, body, true, upload);
    }

    public Call header(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(name, value);
        return new Call(method, address, more, body, harmless, upload);
    }

    /** Neither query nor body: tokens stand there. */
    @Override
    public String toString() {
        return "Call[" + method + " " + address.getHost() + address.getPath().replaceAll("(?<=/hook/).*", "…") + ", "
                + upload.map(Upload::bytes).orElse((long) body.length) + " bytes]";
    }
}
