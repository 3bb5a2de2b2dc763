// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/** How every account sends, beside {@link ConnectorBoard}, which tells what comes in. Provided by the outbox. */
@ProviderType
public interface SendingBoard {
    /** Every account by which something can be sent, or waits to be. */
    List<Sending> sendings();

    /**
     * By which of our accounts that person can be written to now, the usual one first: their platform accounts, then mail
     * and mobile.
     *
     * @param person the hub's id; of who has left, or is not known, there is none
     */
    List<Reached> reach(String person);

    /**
     * How one account sends.
     *
     * @param light as it stands
     * @param why what its operator has to mend, or waits for; empty where all is well
     * @param since when it could not send any more, as far as this run of the hub has seen it
     * @param waiting letters that wait for it
     * @param unconfirmed letters that the platform has accepted one after the other without telling of any that it
     *     arrived, although it does so otherwise: a platform that answers well and delivers nothing
     */
    record Sending(
            String platform,
            String account,
            Light light,
            Optional<LocalText> why,
            Optional<Instant> since,
            long waiting,
            long unconfirmed) {}

    /** Whether an account sends. */
    enum Light {
        SENDS,
        /** Its platform wants fewer calls, or one did not come through; it is tried again. */
        STRAINED,
        /** Nothing goes by it until somebody mends something, here or there. */
        DOWN,
        /** As it is set up, nothing can be sent by it. */
        UNSET,
        /** Somebody wants nothing to be sent by it. */
        OFF
    }

    /** @param account the part of the configuration's name after {@code ~} */
    record Reached(String platform, String account) {}
}
