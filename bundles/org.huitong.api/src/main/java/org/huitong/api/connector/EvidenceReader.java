// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A connector to which things come raw and are read apart from how they came: over a line ({@link LineKeeper}) or by being
 * asked for ({@link Poller}). So what cannot be read, or breaks its reader, is kept among the dead letters as a call of any
 * other platform is, and can be read again by a mended connector.
 */
@ConsumerType
public interface EvidenceReader extends Connector {
    /**
     * Reads what came. Pure, as {@link CallbackReceiver#receive} is: no waiting, no I/O, and the same names for the same
     * evidence. A thrown exception makes a dead letter of it.
     */
    Reading read(Evidence evidence);
}
