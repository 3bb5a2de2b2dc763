// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One version of the set. Its number is the key, so that two who write at once cannot both make it. */
@Entity
@Table(name = "rooms_version")
public class VersionEntity {
    @Id
    private int version;

    @Column(name = "made_at")
    private long madeAt;

    @Column(name = "made_by")
    private String madeBy;

    private String what;

    protected VersionEntity() {}

    static VersionEntity of(RoomSet.Change change) {
        VersionEntity entity = new VersionEntity();
        entity.version = change.version();
        entity.madeAt = change.at().toEpochMilli();
        entity.madeBy = change.by();
        entity.what = change.what();
        return entity;
    }

    RoomSet.Change change() {
        return new RoomSet.Change(version, Instant.ofEpochMilli(madeAt), madeBy, what);
    }
}
