// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.access.Asker;

/**
 * That somebody gave somebody the way in.
 *
 * @param person whose account it is; that of nobody is of no interest
 * @param made whether the account is theirs by it; else its password or factor was set anew
 */
record KeyGiven(String account, String person, String giver, Optional<String> giverPerson, Instant at, boolean made) {
    static Optional<KeyGiven> of(Asker giver, Account account, Instant at, boolean made) {
        return account.person()
                .map(person -> new KeyGiven(account.name(), person, giver.account(), giver.person(), at, made));
    }

    boolean isBy(Asker asker) {
        return giver.equals(asker.account()) || giverPerson.isPresent() && giverPerson.equals(asker.person());
    }
}
