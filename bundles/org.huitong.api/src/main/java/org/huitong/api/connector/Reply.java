// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a platform answered to a {@link Call}. A call that got no answer never comes back to its connector: the hub deals
 * with that.
 *
 * @param headers by lower-case name, the first value of each
 * @param body shared and not to be changed; cut at one mebibyte
 */
public record Reply(int status, Map<String, String> headers, byte[] body) {
    public Reply {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body);
    }

    /** @param lowerCaseName the header's name in lower case */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    @Override
    public String toString() {
        return "Reply[" + status + ", " + body.length + " bytes]";
    }
}
