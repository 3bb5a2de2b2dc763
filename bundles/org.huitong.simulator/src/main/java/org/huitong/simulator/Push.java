// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One call of a platform, ready for the wire. */
public record Push(String method, String path, Map<String, String> headers, byte[] body) {
    public static Push post(String path, Map<String, String> headers, String body) {
        return new Push("POST", path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Push[" + method + ", " + body.length + " bytes]";
    }
}
