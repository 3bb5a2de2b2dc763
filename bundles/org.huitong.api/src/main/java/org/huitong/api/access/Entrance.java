// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells who comes with a credential. Provided by access; used wherever requests come in. None of these methods says
 * <em>why</em> a credential does not open.
 */
@ProviderType
public interface Entrance {
    /** The person of a session cookie, as long as it is valid. */
    Optional<Session> session(String cookie);

    /**
     * The same, and no use of the session: for whoever only watches, such as a page that is open. A session that is
     * looked at and not used ends when its time is over.
     */
    Optional<Session> look(String cookie);

    /** The person of a bearer token. */
    Optional<Asker> token(String token);

    /**
     * Opens a session, or says how to go on.
     *
     * @param remote the caller's address, for the brake on guessing
     */
    Login login(String account, char[] password, String remote);

    /**
     * Why somebody who has come in may not come from there, to be asked with each call; empty where they may.
     *
     * @param remote the caller's address in digits, as trusted proxies tell it
     */
    default Optional<LocalText> objection(Asker asker, String remote) {
        return Optional.empty();
    }

    /** Ends a session; unknown ones are ignored. */
    void logout(String cookie);

    /** The person's rights as of now: for long-lived streams; empty once the account is shut. */
    Optional<Asker> current(String account);

    /**
     * A session.
     *
     * @param csrf what a page must send as {@code X-CSRF-Token} with every call that changes something
     * @param mustChangePassword something of the login itself is to be done first, such as changing the password or
     *     setting up a second factor; until then nothing but {@code /api/v1/session} is allowed
     */
    record Session(Asker asker, String csrf, boolean mustChangePassword) {
        @Override
        public String toString() {
            return "Session[" + asker.account() + "]";
        }
    }

    /** What came of a login. */
    sealed interface Login {
        /** @param cookie the value of the session cookie */
        record Opened(String cookie, Session session) implements Login {
            @Override
            public String toString() {
                return "Opened[" + session + "]";
            }
        }

        /** Wrong name or password; which of the two is not said. */
        record Refused() implements Login {}

        /**
         * The password is right elsewhere, and nobody is let in by it.
         *
         * @param reason why, and how to mend it
         */
        record Barred(LocalText reason) implements Login {}

        /** The password is right, and a code of the second factor is missing or wrong. */
        record CodeNeeded() implements Login {}

        /** Nobody answers where the password could be compared. */
        record Unreachable() implements Login {}

        /** Too many wrong tries; try again after so many seconds. */
        record Braked(long seconds) implements Login {}
    }
}
