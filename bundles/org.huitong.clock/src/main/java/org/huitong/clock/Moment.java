// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock;

import java.time.InstantSource;

/**
 * Where the moment comes from. A class of its own, so that the bundle of a hub under test can be given another one; the
 * product has no setting for it.
 */
final class Moment {
    private Moment() {}

    static InstantSource source() {
        return InstantSource.system();
    }
}
