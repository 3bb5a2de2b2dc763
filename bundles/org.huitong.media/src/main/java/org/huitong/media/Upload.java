// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.time.Instant;
import org.huitong.api.message.MessageId;

/**
 * What somebody puts into the hub, and whose it is. Its bytes lie as those of a message's file do, under an id of its own.
 *
 * @param id drawn by lot; of the same shape as a message's, and none
 * @param owner the account of whoever puts it in
 * @param whole whether it has come to its end
 * @param until when it is over, for its owner and for all who need it
 */
record Upload(MessageId id, String owner, boolean whole, Instant until) {
    /** What the one file of an upload is called in the folder. */
    static final String OWN = "own";
}
