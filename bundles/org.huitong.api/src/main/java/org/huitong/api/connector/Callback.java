// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of a platform, as it came over the wire.
 *
 * @param query decoded parameters of the URL
 * @param headers by lower-case name
 * @param body the raw bytes, shared and not to be changed
 * @param receivedAt when the first byte of it was seen
 */
public record Callback(
        String method,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body,
        Instant receivedAt) {

    public Optional<String> parameter(String name) {
        return first(query, name);
    }

    /** @param lowerCaseName the header's name in lower case */
    public Optional<String> header(String lowerCaseName) {
        return first(headers, lowerCaseName);
    }

    @Override
    public String toString() {
        return "Callback[" + method + ", " + body.length + " bytes]";
    }

    private static Optional<String> first(Map<String, List<String>> values, String name) {
        List<String> found = values.getOrDefault(name, List.of());
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }
}
