// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.live;

import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Permissions;

/**
 * The rights on which a stream stands. Once they are others it is closed: what it has shown so far may be more than may
 * be seen from now on, or less, and who still may comes again. Other rights come and go and change nothing here.
 */
record Standing(boolean connectors, Scope messages) {
    static final Act READ = Act.of(Permissions.READ);
    private static final Act CONNECTORS = Act.of(Permissions.READ_CONNECTORS);

    static Standing of(Asker asker, DecisionPoint rights) {
        return new Standing(rights.decide(asker, CONNECTORS).allows(), rights.scope(asker, READ));
    }
}
