// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.Map;
import java.util.Optional;

/** An account by its platform's word and the part of its configuration's name after {@code ~}. */
record AccountName(String platform, String account) {
    /** Of letters whose platform is not known yet. */
    static final AccountName NONE = new AccountName("", "");

    static Optional<AccountName> of(Map<String, Object> properties) {
        Object pids = properties.get("service.pid");
        String pid = pids instanceof String[] many && many.length > 0 ? many[0] : String.valueOf(pids);
        int tilde = pid.indexOf('~');
        return properties.get("huitong.platform") instanceof String platform && tilde > 0 && tilde < pid.length() - 1
                ? Optional.of(new AccountName(platform, pid.substring(tilde + 1)))
                : Optional.empty();
    }

    /** As {@link #toString} writes it; empty where that is blank. */
    static Optional<AccountName> read(String written) {
        int tilde = written.indexOf('~');
        return tilde < 0
                ? Optional.empty()
                : Optional.of(new AccountName(written.substring(0, tilde), written.substring(tilde + 1)));
    }

    @Override
    public String toString() {
        return platform + "~" + account;
    }
}
