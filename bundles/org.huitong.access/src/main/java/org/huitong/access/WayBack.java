// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

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
}
