// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {
    private final Passwords passwords = new Passwords(1);

    @Test
    void matchesWhatWasHashedAndNothingElse() {
        String hash = passwords.hash("正确的密码 horse".toCharArray()).orElseThrow();
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("正确的密码 horse".toCharArray(), Optional.of(hash)))
                .contains(true);
        assertThat(passwords.matches("正确的密码 Horse".toCharArray(), Optional.of(hash)))
                .contains(false);
        assertThat(passwords.matches("".toCharArray(), Optional.of(hash))).contains(false);
        assertThat(passwords.hash("正确的密码 horse".toCharArray()).orElseThrow()).isNotEqualTo(hash);
    }

    @Test
    void unknownAccountsTakeAsLong() {
        String hash = passwords.hash("right".toCharArray()).orElseThrow();
        for (int i = 0; i < 5; i++) {
            passwords.matches("warm".toCharArray(), Optional.of(hash));
        }
        long known = cpu(() -> passwords.matches("wrong".toCharArray(), Optional.of(hash)));
        long unknown = cpu(() -> passwords.matches("wrong".toCharArray(), Optional.empty()));
        assertThat(unknown).isBetween(known / 2, known * 2);
    }

    /** The least of several, on this thread alone: a busy machine must not decide. */
    private static long cpu(Supplier<Optional<Boolean>> work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            assertThat(work.get()).contains(false);
            least = Math.min(least, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        }
        return least;
    }

    @Test
    void noPasswordThatTheHubMakesIsRefused() {
        for (int i = 0; i < 2_000; i++) {
            String made = Secret.readable();
            assertThat(PasswordRules.objection("admin", made)).as(made).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "admin, admin12345, false",
        "admin, Password123, false",
        "admin, 1212121212, false",
        "wang.fang, wang.fang1, false",
        "admin, 九个汉字不够长哦, false",
        "admin, 十二个汉字就够长了对不对, true",
        "admin, correct horse, true",
        "admin, elevenchars, false",
        "admin, Password1234!, false",
        "admin, P@ssw0rd2026!, false",
        "admin, Welcome2026!!, false",
        "admin, Huitong@20261130, false",
        "admin, qwertyuiop123, false",
        "admin, 1qaz2wsx3edc4rfv, false",
        "admin, qweasdzxc!@#$, false",
        "admin, woaini1314520, false",
        "admin, 123456789012, false",
        "admin, abcdefghijkl, false",
        "admin, Shanghai19890604, false",
        "admin, SummerSummerSummer, false",
        "admin, Xk9!Xk9!Xk9!, false",
        "wang.fang, Wang.Fang.2026!, false",
        "admin, 我爱你我爱你我爱你我爱你, false",
        "admin, Bar-1f2e3d4c-Long!, true",
        "admin, mountain rain over teacup, true",
        "admin, x7rqd-m4kte-pw9hs-2bnvc, true"
    })
    void rules(String account, String password, boolean good) {
        assertThat(PasswordRules.objection(account, password).isEmpty()).isEqualTo(good);
    }
}
