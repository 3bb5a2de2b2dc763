// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.util.List;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Hearing;
import org.huitong.api.connector.Secret;
import org.huitong.hub.account.AccountName;

/**
 * A platform's call and the account it came by.
 *
 * @param secrets what must not be kept of it
 * @param hearing whether what it says may come by another account, too
 */
public record Call(AccountName account, List<Secret> secrets, Hearing hearing, Callback callback) {
    public Call {
        secrets = List.copyOf(secrets);
    }

    public Call(AccountName account, List<Secret> secrets, Callback callback) {
        this(account, secrets, Hearing.ALONE, callback);
    }

    /** How much memory it holds until it is written: the body, its sealed copy and the objects around it. */
    int bytes() {
        return 2 * callback.body().length + 1024;
    }
}
