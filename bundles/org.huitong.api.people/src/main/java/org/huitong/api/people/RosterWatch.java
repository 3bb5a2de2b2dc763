// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of every new roster. Implemented by whoever derives something from people (rights, rooms), registered as a
 * service; one that comes is told the roster in force at once. It needs no reference to {@link People}, which would make
 * a circle: the roster is handed over.
 */
@ConsumerType
public interface RosterWatch {
    /**
     * There is a new roster. Called on the thread that changed it, before the change is answered, and by one thread at a
     * time: to be quick, and never to wait for people. What it throws is logged and disturbs nobody.
     *
     * @param roster versions only grow; some may be left out
     */
    void changed(Roster roster);
}
