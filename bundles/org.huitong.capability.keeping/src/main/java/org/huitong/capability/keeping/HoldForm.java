// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import org.huitong.api.vault.Vault;
import org.huitong.kit.edition.Form;

/** Holds as rows. Two may have one name: two disputes are two holds. */
final class HoldForm implements Form<Long, Hold, HoldEntity> {
    private final Vault vault;

    HoldForm(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Class<HoldEntity> rows() {
        return HoldEntity.class;
    }

    @Override
    public Long id(Hold hold) {
        return hold.id();
    }

    @Override
    public int version(Hold hold) {
        return hold.version();
    }

    @Override
    public Hold as(Hold hold, Long id, int version) {
        return hold.as(id, version);
    }

    @Override
    public HoldEntity row(Hold hold, boolean gone) {
        return HoldEntity.of(hold, gone, vault);
    }

    @Override
    public Hold item(HoldEntity row) {
        return row.hold(vault);
    }

    @Override
    public boolean gone(HoldEntity row) {
        return row.gone();
    }

    @Override
    public String told(Hold hold) {
        return hold.name();
    }
}
