// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.huitong.kit.edition.NamedKey;

/** The roles of a person as they stand from one version on. */
@Entity
@IdClass(NamedKey.class)
@Table(name = "rights_holding")
public class HoldingEntity {
    private static final String SEPARATOR = "\n";

    @Id
    private String id;

    @Id
    private int version;

    private boolean gone;
    private String roles;

    protected HoldingEntity() {}

    static HoldingEntity of(Holding holding, boolean gone) {
        HoldingEntity entity = new HoldingEntity();
        entity.id = holding.person();
        entity.version = holding.version();
        entity.gone = gone;
        entity.roles = holding.roles().isEmpty()
                ? null
                : holding.roles().stream().map(Holding.Held::line).collect(Collectors.joining(SEPARATOR));
        return entity;
    }

    Holding holding() {
        List<Holding.Held> kept = roles == null
                ? List.of()
                : roles.lines().map(Holding.Held::ofLine).toList();
        return new Holding(id, version, kept);
    }

    boolean gone() {
        return gone;
    }
}
