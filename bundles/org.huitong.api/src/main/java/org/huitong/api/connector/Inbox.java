// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import org.huitong.api.message.Message;
import org.osgi.annotation.versioning.ProviderType;

/** Where what our own people said on a platform comes into the log. Provided by the hub; safe for many threads. */
@ProviderType
public interface Inbox {
    /**
     * Keeps what somebody wrote here and a platform has taken. No rule fires on it and nobody is alarmed by it; the same
     * message again, also as the platform tells it, changes nothing. Blocks until it is on disk.
     *
     * @return false where the log takes nothing now; then nothing was kept and it is brought again
     */
    boolean said(Message ours);
}
