// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import org.huitong.kit.edition.NamedKey;

/** A norm as it stands from one version on, until there is a row with the same gauge and a later version. */
@Entity
@IdClass(NamedKey.class)
@Table(name = "monitor_norm")
public class NormEntity {
    private static final String SEPARATOR = "\n";

    @Id
    private String id;

    @Id
    private int version;

    private boolean gone;

    @Column(name = "near_limit")
    private double near;

    @Column(name = "norm_limit")
    private double norm;

    private String owner;
    private String tell;

    protected NormEntity() {}

    static NormEntity of(Norm norm, boolean gone) {
        NormEntity entity = new NormEntity();
        entity.id = norm.gauge().word();
        entity.version = norm.version();
        entity.gone = gone;
        entity.near = norm.limits().near();
        entity.norm = norm.limits().norm();
        entity.owner = norm.owner();
        entity.tell = String.join(SEPARATOR, norm.tell());
        return entity;
    }

    Norm norm() {
        Gauge gauge = Gauge.ofWord(id).orElseThrow(() -> new IllegalStateException("no such gauge: " + id));
        return new Norm(
                gauge,
                version,
                new Limits(near, norm, gauge.limits().least()),
                owner,
                tell.isEmpty() ? List.of() : List.of(tell.split(SEPARATOR)));
    }

    boolean gone() {
        return gone;
    }
}
