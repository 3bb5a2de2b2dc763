// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import org.huitong.api.message.Sighting;
import org.osgi.annotation.versioning.ProviderType;

/** Where what a platform told only when it was asked comes into the log. Provided by the hub; safe for many threads. */
@ProviderType
public interface Addenda {
    /**
     * Keeps what was told. The same version again changes nothing; what is found about it comes late and alarms nobody, for
     * its announcement has. Blocks until it is on disk.
     *
     * @return false where the log takes nothing now; then nothing was kept and it is brought again
     */
    boolean told(Sighting.Said what);
}
