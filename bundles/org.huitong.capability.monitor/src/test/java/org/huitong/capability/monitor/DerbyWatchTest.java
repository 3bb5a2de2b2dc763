// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.nio.file.Path;

class DerbyWatchTest implements WatchContract {
    @Override
    public Station station(Path folder) {
        return Station.derby(folder);
    }
}
