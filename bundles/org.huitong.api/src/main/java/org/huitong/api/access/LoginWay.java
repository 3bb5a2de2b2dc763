// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way of logging in that leads elsewhere and back: to a company's OpenID provider, to a chat platform. Implemented by
 * plugs, registered as a service; access shows it on the login page, sends people along it, makes sure that whoever comes
 * back is the browser that left, once and soon, and opens the session. Who is recognised still has to be somebody here,
 * and may what that person may here: no way gives anybody a right.
 *
 * <p>A way keeps nothing of who is under way: all that it needs is in the {@link Journey}, which is the same at both ends.
 */
@ConsumerType
public interface LoginWay {
    /** What it is called in addresses: small letters, digits, dots and hyphens, as {@code oidc-main}; it never changes. */
    String name();

    /** Where it leads, as the button on the login page says it: 钉钉. */
    LocalText title();

    /**
     * Whether a browser is the window of that platform, in which its people are known already: they are sent along
     * without asking.
     *
     * @param userAgent as it came; empty where there is none
     */
    default boolean isAtHome(String userAgent) {
        return false;
    }

    /**
     * Where to send somebody. Called on the caller's thread, several at a time; answers within some seconds.
     *
     * @return empty where it cannot be reached now
     */
    Optional<URI> leave(Journey journey);

    /**
     * Who has come back. Called as {@link #leave} is, once for each journey, and only where the state is that of the
     * journey; neither what was told nor who came is to be logged.
     *
     * @param told the query with which the browser came back, the first value of each name; never an {@code error}
     * @return {@link Recognition.Wrong} where what came along opens nothing: it is spent, too old, or made for somebody
     *     else; never {@link Recognition.NotMine}
     */
    Recognition arrive(Journey journey, Map<String, String> told);

    /**
     * Where to go after logging out here to be logged out there, too.
     *
     * @param home where to come back to
     * @return empty where there is no such place, or nobody knows at the moment
     */
    default Optional<URI> farewell(URI home) {
        return Optional.empty();
    }

    /**
     * One login that is under way, known to the hub and to the browser alone.
     *
     * @param back where the browser is to be sent back to
     * @param state comes back with it (RFC 6749, 10.12)
     * @param nonce what a token must contain that was made for this journey (OpenID Connect Core, 3.1.2.1)
     * @param verifier what proves that whoever redeems a code is who asked for it (RFC 7636, 4.1)
     * @param atHome whether it began in the window of the platform, see {@link LoginWay#isAtHome}
     */
    record Journey(URI back, String state, String nonce, String verifier, boolean atHome) {
        /** Names no secret. */
        @Override
        public String toString() {
            return "Journey[" + back.getPath() + "]";
        }
    }
}
