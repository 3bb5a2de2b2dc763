// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.account;

import java.util.Map;
import java.util.Optional;

/** An account by the words of its address, {@code /connect/{platform}/{account}}. */
public record AccountName(String platform, String account) {
    static final int LONGEST_PLATFORM = 32;
    static final int LONGEST_ACCOUNT = 64;

    /** The account of a connector service: its platform, and what follows {@code ~} in its configuration's name. */
    static Optional<AccountName> of(Map<String, Object> properties) {
        if (!(properties.get("huitong.platform") instanceof String platform) || platform.isBlank()) {
            return Optional.empty();
        }
        String pid = pid(properties);
        int tilde = pid.indexOf('~');
        return tilde < 0 || tilde == pid.length() - 1
                ? Optional.empty()
                : Optional.of(new AccountName(platform, pid.substring(tilde + 1)));
    }

    /** Every table that names an account has room for it. */
    boolean fits() {
        return platform.length() <= LONGEST_PLATFORM && account.length() <= LONGEST_ACCOUNT;
    }

    static String pid(Map<String, Object> properties) {
        Object pid = properties.get("service.pid");
        if (pid instanceof String one) {
            return one;
        }
        return pid instanceof String[] many && many.length > 0 ? many[0] : "";
    }

    @Override
    public String toString() {
        return platform + "~" + account;
    }
}
