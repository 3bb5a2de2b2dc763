// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import org.huitong.kit.edition.Form;

/** Norms as rows, one for each gauge that differs from what was delivered. */
final class NormForm implements Form<String, Norm, NormEntity> {
    @Override
    public Class<NormEntity> rows() {
        return NormEntity.class;
    }

    @Override
    public String id(Norm norm) {
        return norm.gauge().word();
    }

    @Override
    public int version(Norm norm) {
        return norm.version();
    }

    @Override
    public Norm as(Norm norm, String id, int version) {
        return norm.as(version);
    }

    @Override
    public NormEntity row(Norm norm, boolean gone) {
        return NormEntity.of(norm, gone);
    }

    @Override
    public Norm item(NormEntity row) {
        return row.norm();
    }

    @Override
    public boolean gone(NormEntity row) {
        return row.gone();
    }

    @Override
    public String told(Norm norm) {
        return norm.gauge().word() + " " + norm.limits().text(norm.gauge().unit());
    }
}
