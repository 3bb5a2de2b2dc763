// SPDX-License-Identifier: Apache-2.0
package org.huitong.store.probe;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a bundle with a persistence unit has. */
@Entity
@Table(name = "probe_thing")
public class Probe {
    @Id
    @Column(name = "id")
    private long id;

    @Column(name = "name")
    private String name;

    @Override
    public String toString() {
        return id + "=" + name;
    }
}
