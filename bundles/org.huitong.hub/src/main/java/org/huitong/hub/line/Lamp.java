// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.ConnectedAccount;

/** By what people see how a line stands. */
interface Lamp {
    void opens();

    void stands();

    /** @param why empty where nobody wants it to stand */
    void lost(Optional<LocalText> why);

    /** @param fresh how many messages that nobody had */
    void brought(int fresh);

    /** Of an account to which nothing comes but by its line. */
    static Lamp of(ConnectedAccount account) {
        return new Lamp() {
            @Override
            public void opens() {
                account.lineOpens();
            }

            @Override
            public void stands() {
                account.lineStands();
            }

            @Override
            public void lost(Optional<LocalText> why) {
                account.lineLost(why);
            }

            @Override
            public void brought(int fresh) {
                // It is counted as what comes.
            }
        };
    }

    /** Of an account to which calls come, and which asks its platform for those that failed. */
    static Lamp beside(ConnectedAccount account) {
        return new Lamp() {
            @Override
            public void opens() {
                // Calls come in meanwhile.
            }

            @Override
            public void stands() {
                account.askingFails(Optional.empty());
                account.askedBack(0);
            }

            @Override
            public void lost(Optional<LocalText> why) {
                account.askingFails(why.map(Lamp::notAskedBack));
            }

            @Override
            public void brought(int fresh) {
                account.askedBack(fresh);
            }
        };
    }

    private static LocalText notAskedBack(LocalText why) {
        return LocalText.of(
                "推送失败的事件现在取不回来：" + why.zh(), "events whose push failed cannot be asked back now: " + why.en());
    }
}
