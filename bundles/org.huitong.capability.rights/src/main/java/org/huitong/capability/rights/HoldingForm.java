// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import org.huitong.kit.edition.Form;

/** Holdings as rows. */
final class HoldingForm implements Form<String, Holding, HoldingEntity> {
    @Override
    public Class<HoldingEntity> rows() {
        return HoldingEntity.class;
    }

    @Override
    public String id(Holding item) {
        return item.person();
    }

    @Override
    public int version(Holding item) {
        return item.version();
    }

    @Override
    public Holding as(Holding item, String id, int version) {
        return new Holding(id, version, item.roles());
    }

    @Override
    public HoldingEntity row(Holding item, boolean gone) {
        return HoldingEntity.of(item, gone);
    }

    @Override
    public Holding item(HoldingEntity row) {
        return row.holding();
    }

    @Override
    public boolean gone(HoldingEntity row) {
        return row.gone();
    }

    @Override
    public String told(Holding item) {
        return item.person();
    }
}
