// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whether an account may be live: what the law wants before the messages of staff are gathered in earnest (PIPL, articles
 * 13, 17 and 55). The hub asks it about accounts that are set to be live; while nobody offers it, or something is
 * lacking, an account counts as in trial. Asked by many threads, and often: answers from memory and does not wait.
 */
@ConsumerType
public interface Clearance {
    /**
     * What is still lacking, and how to mend it; empty where the account may be live.
     *
     * @param platform,account as they stand in the account's address
     */
    Optional<LocalText> lacking(String platform, String account);
}
