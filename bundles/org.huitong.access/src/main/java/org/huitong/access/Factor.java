// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.List;

/**
 * The second factor of an account: an authenticator that knows the same secret.
 *
 * @param confirmed whether a code of it has been shown; until then it is asked for nowhere
 * @param lastStep the last step of which a code was taken
 * @param recovery the hashes of the codes that are left for when the authenticator is lost
 */
record Factor(String account, byte[] secret, boolean confirmed, long lastStep, List<String> recovery) {
    Factor {
        recovery = List.copyOf(recovery);
    }

    Factor used(long step) {
        return new Factor(account, secret, true, step, recovery);
    }

    Factor with(List<String> codes) {
        return new Factor(account, secret, confirmed, lastStep, codes);
    }

    @Override
    public String toString() {
        return "Factor[" + account + "]";
    }
}
