// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.stage;

import org.huitong.api.stage.Stage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What people have edited, as it stood in one version; immutable.
 *
 * @param <J> the judge that is made of it
 */
@ConsumerType
public interface Edition<J extends Stage.Judge> {
    /** Grows with every change; 0 before the first. */
    int version();

    /** Makes the judge of this version, which may take seconds; never null. */
    J judge();
}
