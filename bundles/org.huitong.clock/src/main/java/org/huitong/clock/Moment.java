// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock;

import java.time.InstantSource;

/**
 * Where the moment comes from. A class of its own, because the testkit puts another one in its place in the bundle of a
 * hub under test; the product has no setting for it.
 */
final class Moment {
    private Moment() {}

    static InstantSource source() {
        return InstantSource.system();
    }
}
