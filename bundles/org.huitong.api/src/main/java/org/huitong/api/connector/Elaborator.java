// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.Objects;
import java.util.Optional;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector whose platform announces some things by a bare event and tells the rest only where it is asked:
 * an approval with its form, opinions and files. What is told is a message of its own, a further version of it for each
 * change, so that the announcements stay the facts they are and the whole is read in one place.
 */
@ConsumerType
public interface Elaborator extends Connector {
    /**
     * What there is to ask about a message that came; empty where it says all there is. Pure, and the same whichever
     * account of the platform is asked; of what it has itself elaborated it is empty.
     */
    Optional<String> matter(Message announcement);

    /**
     * The next step towards the whole of a matter, as it stands now. Pure, as {@link MessageSender#send} is; every call does
     * no harm when made twice. {@link Step.Failure#REFUSED} means that it can never be had.
     */
    Step<Sighting.Said> elaborate(Matter matter, Trail trail);

    /** The same message while it could not be had, for this reason; older than anything that {@link #elaborate} gives. */
    Sighting.Said lacking(Matter matter, LocalText why);

    /**
     * Something that was announced.
     *
     * @param id the platform's, at most 128 characters
     * @param tenant the company that the announcement named
     */
    record Matter(String id, String tenant) {
        public Matter {
            Objects.requireNonNull(id);
            Objects.requireNonNull(tenant);
        }
    }
}
