// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.huitong.api.text.LocalText;

/**
 * What is to be done next, said by a connector that does nothing itself: the hub makes the call, waits, and comes back
 * with what was answered. So a connector holds no thread, no socket and no clock, can be tested by a table, and may be
 * exchanged between one step and the next.
 */
public sealed interface Step<T> {
    /**
     * Make this call, and ask again with its reply.
     *
     * @param note what the connector wants to be told again along with the reply; not shown to anybody
     */
    record Ask<T>(Call call, String note) implements Step<T> {
        public Ask {
            Objects.requireNonNull(call);
            Objects.requireNonNull(note);
        }

        @Override
        public String toString() {
            return "Ask[" + call + "]";
        }
    }

    /**
     * Do this piece of work, for which a library is needed that owns its sockets; what it gives is the next step. The hub
     * runs it on a thread of its own, interrupts it where it takes too long, and before it begins has written down that
     * nobody can tell any more.
     */
    record ByHand<T>(Handwork<T> work) implements Step<T> {
        public ByHand {
            Objects.requireNonNull(work);
        }

        @Override
        public String toString() {
            return "ByHand[]";
        }
    }

    /** A piece of work that waits for others. */
    interface Handwork<T> {
        /**
         * @return another step than {@link Ask}; {@link Later} only where it was not done
         * @throws IOException where nobody can tell whether it was done
         */
        Step<T> now() throws IOException, InterruptedException;
    }

    /** It is done, and this came of it. */
    record Done<T>(T value) implements Step<T> {
        public Done {
            Objects.requireNonNull(value);
        }
    }

    /** The platform wants to be left alone for so long; it was not done. */
    record Later<T>(Duration after, LocalText why, Hold hold) implements Step<T> {
        public Later {
            Objects.requireNonNull(after);
            Objects.requireNonNull(why);
            Objects.requireNonNull(hold);
        }
    }

    /** It was not done, or nobody can tell; the detail is the platform's reason in words, without any secret. */
    record Failed<T>(Failure failure, LocalText detail) implements Step<T> {
        public Failed {
            Objects.requireNonNull(failure);
            Objects.requireNonNull(detail);
        }
    }

    /** Who has to wait. */
    enum Hold {
        /** Everything of this account. */
        ACCOUNT,
        /** What goes to this recipient. */
        RECIPIENT
    }

    /** What went wrong. */
    enum Failure {
        /** A token is needed and there is none, or the one in the trail is no longer taken: it is renewed, then asked anew. */
        TOKEN,
        /** The platform does not take this one and never will. */
        REFUSED,
        /** Nothing of this account is taken until somebody mends it: a wrong secret, an address that is not trusted. */
        ACCOUNT,
        /** Nobody can tell whether it was done. */
        UNKNOWN
    }

    static <T> Step<T> ask(Call call) {
        return new Ask<>(call, "");
    }

    static <T> Step<T> byHand(Handwork<T> work) {
        return new ByHand<>(work);
    }

    static <T> Step<T> done(T value) {
        return new Done<>(value);
    }

    /** The whole account has to wait. */
    static <T> Step<T> later(Duration after, LocalText why) {
        return new Later<>(after, why, Hold.ACCOUNT);
    }

    static <T> Step<T> failed(Failure failure, LocalText detail) {
        return new Failed<>(failure, detail);
    }

    static <T> Step<T> tokenNeeded() {
        return new Failed<>(Failure.TOKEN, LocalText.of("需要新的访问令牌", "a new access token is needed"));
    }
}
