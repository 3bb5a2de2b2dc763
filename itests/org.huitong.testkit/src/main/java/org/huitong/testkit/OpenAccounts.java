// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance;

/** Knows whose accounts are open, and lets nobody in. */
public record OpenAccounts(Asker... open) implements Entrance {
    @Override
    public Optional<Asker> current(String account) {
        return Stream.of(open).filter(one -> one.account().equals(account)).findFirst();
    }

    @Override
    public Optional<Session> session(String cookie) {
        return Optional.empty();
    }

    @Override
    public Optional<Session> look(String cookie) {
        return Optional.empty();
    }

    @Override
    public Optional<Asker> token(String token) {
        return Optional.empty();
    }

    @Override
    public Login login(String account, char[] password, String remote) {
        return new Login.Refused();
    }

    @Override
    public void logout(String cookie) {}
}
