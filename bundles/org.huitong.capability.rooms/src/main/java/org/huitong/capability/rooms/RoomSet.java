// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import java.time.Instant;
import java.util.List;
import org.huitong.kit.stage.Edition;

/** All lines as they stood in one version. */
record RoomSet(int version, List<Line> lines) implements Edition<RoomBook> {
    RoomSet {
        lines = List.copyOf(lines);
    }

    String snapshot() {
        return snapshot(version);
    }

    /** The word under which findings remember the version. */
    static String snapshot(int version) {
        return "rooms-" + version;
    }

    @Override
    public RoomBook judge() {
        return new RoomBook(snapshot(), lines);
    }

    /** Who changed what. */
    record Change(int version, Instant at, String by, String what) {}
}
