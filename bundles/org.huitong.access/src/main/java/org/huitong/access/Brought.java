// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import jakarta.ws.rs.CookieParam;
import java.util.Optional;
import org.huitong.api.access.SessionCookie;

/** The session that a call brings along, under either name of its cookie. */
public final class Brought {
    private final String secure;
    private final String plain;

    public Brought(@CookieParam(SessionCookie.SECURE) String secure, @CookieParam(SessionCookie.PLAIN) String plain) {
        this.secure = secure;
        this.plain = plain;
    }

    Optional<String> cookie() {
        return SessionCookie.among(name -> Optional.ofNullable(name.equals(SessionCookie.SECURE) ? secure : plain));
    }
}
