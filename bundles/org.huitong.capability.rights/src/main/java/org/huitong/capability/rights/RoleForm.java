// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import org.huitong.kit.edition.Form;

/** Roles as rows. */
final class RoleForm implements Form<String, Role, RoleEntity> {
    @Override
    public Class<RoleEntity> rows() {
        return RoleEntity.class;
    }

    @Override
    public String id(Role item) {
        return item.id();
    }

    @Override
    public int version(Role item) {
        return item.version();
    }

    @Override
    public Role as(Role item, String id, int version) {
        return new Role(id, version, item.name(), item.grants());
    }

    @Override
    public RoleEntity row(Role item, boolean gone) {
        return RoleEntity.of(item, gone);
    }

    @Override
    public Role item(RoleEntity row) {
        return row.role();
    }

    @Override
    public boolean gone(RoleEntity row) {
        return row.gone();
    }

    @Override
    public String told(Role item) {
        return item.name().zh() + " / " + item.name().en();
    }
}
