// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Secrets;

/** Seals by a mark in front; what begins with {@code sealed:lost} no longer opens. */
public final class Wax implements Secrets {
    @Override
    public String seal(String plain) {
        return isSealed(plain) ? plain : "sealed:" + plain;
    }

    @Override
    public String open(String text) {
        if (text.startsWith("sealed:lost")) {
            throw new LockedException("the key is gone");
        }
        return isSealed(text) ? text.substring("sealed:".length()) : text;
    }

    @Override
    public boolean isSealed(String text) {
        return text.startsWith("sealed:");
    }
}
