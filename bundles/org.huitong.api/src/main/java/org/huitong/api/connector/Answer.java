// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the platform gets back, byte for byte. */
public record Answer(int status, String contentType, byte[] body) {
    public Answer {
        Objects.requireNonNull(contentType);
        Objects.requireNonNull(body);
    }

    public static Answer empty() {
        return text("");
    }

    public static Answer text(String text) {
        return new Answer(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer json(String json) {
        return new Answer(200, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer xml(String xml) {
        return new Answer(200, "application/xml; charset=utf-8", xml.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
