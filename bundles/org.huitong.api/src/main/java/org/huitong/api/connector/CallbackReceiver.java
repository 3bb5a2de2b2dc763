// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector whose platform calls us over HTTP. The hub owns the address; the connector verifies the raw
 * bytes, decrypts, translates and names what it found.
 */
@ConsumerType
public interface CallbackReceiver extends Connector {
    /**
     * Reads one call. Pure: no waiting, no I/O, no state but the clock and the configuration. Called on many threads at
     * once. What is expected to go wrong is a {@link Reception}; a thrown exception means that the connector is
     * broken: the call is then kept with its raw bytes among the dead letters and the platform is asked to come again.
     */
    Reception receive(Callback callback);

    /**
     * What travels in clear in the address, the headers or the body of this account's calls and lets whoever reads it
     * speak for the platform: a verification token, not a signature. Where the hub keeps a call among the dead letters
     * it cuts each out wherever it stands, and puts it in again when the call is read again. Called once, as the
     * connector comes.
     */
    default List<Secret> secrets() {
        return List.of();
    }
}
