// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector whose platform tells who has opened a page of ours: in the platform's own window without asking,
 * at a desk by scanning. So people log in without typing. It says where to send them and what to ask about who comes back;
 * the hub sends, asks, and sees to it that whoever comes back is who left. What somebody may here is decided here alone.
 */
@ConsumerType
public interface Visitors extends Connector {
    /** Whether people log in by this account, as it is configured now; answers at once. */
    boolean isOpen();

    /** Whether a browser is the platform's own window. Answers at once. */
    boolean isWindow(String userAgent);

    /** Where to send somebody; asked only where it {@link #isOpen}. Pure. */
    URI door(Visit visit);

    /**
     * The next step of finding out who came back. Pure, as {@link MessageSender#send} is; the calls do no harm when made
     * twice, for a code opens once there. {@link Step.Failure#REFUSED} means that this is nobody who may come in, in words
     * for the one who tries.
     *
     * @param told the query with which the browser came back; its {@code state} has been compared
     */
    Step<Visitor> who(Visit visit, Map<String, String> told, Trail trail);

    /**
     * Somebody who is under way.
     *
     * @param back where the platform is to send the browser back to
     * @param state comes back with it
     * @param verifier for platforms that take PKCE (RFC 7636)
     * @param within whether it began in the platform's own window
     */
    record Visit(URI back, String state, String verifier, boolean within) {
        public Visit {
            Objects.requireNonNull(back);
            Objects.requireNonNull(state);
            Objects.requireNonNull(verifier);
        }

        /** Names no secret. */
        @Override
        public String toString() {
            return "Visit[" + back.getPath() + "]";
        }
    }

    /**
     * Who that is there.
     *
     * @param tenant of the platform, as messages have it
     * @param ids as accounts of persons have them, at least one
     */
    record Visitor(String tenant, List<String> ids) {
        public Visitor {
            Objects.requireNonNull(tenant);
            ids = List.copyOf(ids);
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("a visitor has an id");
            }
        }

        /** Names nobody: safe for a log. */
        @Override
        public String toString() {
            return "Visitor[]";
        }
    }
}
