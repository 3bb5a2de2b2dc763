// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.huitong.api.text.LocalText;
import org.huitong.kit.edition.NamedKey;

/** A role as it stands from one version on. */
@Entity
@IdClass(NamedKey.class)
@Table(name = "rights_role")
public class RoleEntity {
    private static final String SEPARATOR = "\n";

    @Id
    private String id;

    @Id
    private int version;

    private boolean gone;

    @Column(name = "name_zh")
    private String zh;

    @Column(name = "name_en")
    private String en;

    private String grants;

    protected RoleEntity() {}

    static RoleEntity of(Role role, boolean gone) {
        RoleEntity entity = new RoleEntity();
        entity.id = role.id();
        entity.version = role.version();
        entity.gone = gone;
        entity.zh = role.name().zh();
        entity.en = role.name().en();
        entity.grants = role.grants().isEmpty()
                ? null
                : role.grants().stream().map(Grant::line).collect(Collectors.joining(SEPARATOR));
        return entity;
    }

    Role role() {
        List<Grant> kept =
                grants == null ? List.of() : grants.lines().map(Grant::ofLine).toList();
        return new Role(id, version, LocalText.of(zh, en), kept);
    }

    boolean gone() {
        return gone;
    }
}
