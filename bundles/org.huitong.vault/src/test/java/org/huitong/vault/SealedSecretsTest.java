// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedSecretsTest {
    @TempDir
    Path keys;

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret", "口令 with spaces=and:signs\n", "sealed", "Sealed:no"})
    void opensToWhatWasSealed(String plain) {
        Secrets secrets = new SealedSecrets(new KeyRingVault(KeyRing.open(keys, false), InstantSource.system()));
        String sealed = secrets.seal(plain);
        assertThat(sealed).startsWith("sealed:").matches("sealed:[A-Za-z0-9_-]+");
        assertThat(secrets.isSealed(sealed)).isTrue();
        assertThat(secrets.isSealed(plain)).isFalse();
        assertThat(secrets.seal(sealed)).isEqualTo(sealed);
        assertThat(secrets.open(plain)).isEqualTo(plain);
        assertThat(new SealedSecrets(new KeyRingVault(KeyRing.open(keys, false), InstantSource.system())).open(sealed))
                .isEqualTo(plain);
    }

    @Test
    void damagedOnesSayThatTheyMustBeEnteredAgain() {
        Secrets secrets = new SealedSecrets(new KeyRingVault(KeyRing.open(keys, false), InstantSource.system()));
        String sealed = secrets.seal("s3cret");
        for (int length = "sealed:".length(); length < sealed.length() - 1; length++) {
            String cut = sealed.substring(0, length);
            assertThatThrownBy(() -> secrets.open(cut)).isInstanceOf(LockedException.class);
        }
        assertThatThrownBy(() -> secrets.open("sealed:***")).isInstanceOf(LockedException.class);
        assertThatThrownBy(() -> secrets.open("sealed:AAAA")).isInstanceOf(LockedException.class);
    }
}
