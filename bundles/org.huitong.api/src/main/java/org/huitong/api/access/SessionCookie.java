// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The cookie by which a session comes. Over TLS it has a name that browsers keep for this host alone: no neighbour in the
 * same domain and no plain call can plant one. Programs may send either name over either.
 */
public final class SessionCookie {
    public static final String PLAIN = "HUITONG_SESSION";
    public static final String SECURE = "__Host-HUITONG_SESSION";

    private static final List<String> BY_TRUST = List.of(SECURE, PLAIN);

    private SessionCookie() {}

    /** The name under which it is set. */
    public static String name(boolean secure) {
        return secure ? SECURE : PLAIN;
    }

    /**
     * The one to be believed: where the one that nobody can plant is there, it alone counts.
     *
     * @param cookies gives the value of the cookie of a name
     */
    public static Optional<String> among(Function<String, Optional<String>> cookies) {
        return BY_TRUST.stream().map(cookies).flatMap(Optional::stream).findFirst();
    }

    /** The header that sets it; an empty value takes it back. */
    public static String header(String value, boolean secure) {
        return name(secure) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "")
                + (value.isEmpty() ? "; Max-Age=0" : "");
    }
}
