// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector whose library owns its sockets (IMAP, SMPP), so that it cannot say what to do next and leave the
 * doing to the hub. The hub opens one line for each account, on a thread that it gives, opens it again where it was lost,
 * and ends it before the connector leaves. What comes in is handed over raw and read apart: so what cannot be read, or
 * breaks its reader, is kept among the dead letters as a call of any other platform is.
 */
@ConsumerType
public interface LineKeeper extends EvidenceReader {
    /**
     * A line that is not open yet. Called before each attempt; answers at once.
     *
     * @return empty where this account does not listen, as it is configured
     */
    Optional<Line> line();
}
