// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.net.URI;
import java.util.Optional;
import org.huitong.api.access.LoginWay;

/**
 * The cookie that remembers by which way a browser came in, so that who logs out here can be logged out there, too. It is
 * no secret and opens nothing.
 */
final class WayBack {
    static final String COOKIE = "HUITONG_WAY";

    private WayBack() {}

    /** The header that sets it for as long as the browser is open; an empty name takes it back. */
    static String header(String way, boolean secure) {
        return COOKIE + "=" + way + "; Path=/api/v1/session; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "")
                + (way.isEmpty() ? "; Max-Age=0" : "");
    }

    /** Where to go after logging out; empty where the way does not want to know, or is gone. */
    static Optional<URI> farewell(LoginWays ways, String way, URI home) {
        return Optional.ofNullable(way).flatMap(ways::of).flatMap(one -> farewell(one, home));
    }

    private static Optional<URI> farewell(LoginWay way, URI home) {
        try {
            return way.farewell(home);
        } catch (RuntimeException | LinkageError broken) {
            // Whoever logs out is out here, whatever becomes of it there.
            return Optional.empty();
        }
    }
}
