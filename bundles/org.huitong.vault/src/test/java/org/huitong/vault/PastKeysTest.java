// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Months that are over, and their keys. */
class PastKeysTest {
    private static final byte[] TEXT = "三点开会".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path keys;

    private Instant now = Instant.parse("2026-01-10T00:00:00Z");
    private KeyRingVault vault;
    private PastKeys past;

    @BeforeEach
    void open() {
        KeyRing ring = KeyRing.open(keys, false);
        vault = new KeyRingVault(ring, () -> now);
        past = new PastKeys(ring, () -> now);
    }

    @Test
    void aMonthIsOverAWeekAfterItsEndAndItsKeyIsDestroyedThen() {
        Sealed january = vault.seal("said", TEXT, TEXT);
        vault.seal("secret", TEXT, TEXT);
        now = Instant.parse("2026-02-07T23:59:59Z");
        Sealed february = vault.seal("said", TEXT, TEXT);
        assertThat(past.over("said")).isEmpty();
        assertThatThrownBy(() -> past.destroy("said/2026-01")).isInstanceOf(IllegalArgumentException.class);
        now = Instant.parse("2026-02-08T00:00:01Z");
        assertThat(past.over("said")).containsExactly("said/2026-01");
        assertThat(past.over("sai")).isEmpty();
        assertThatThrownBy(() -> past.destroy("said/2026-02")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> past.destroy("vault/identity")).isInstanceOf(IllegalArgumentException.class);
        assertThat(past.destroy("said/2026-01")).isTrue();
        assertThat(past.destroy("said/2026-01")).isFalse();
        assertThat(past.over("said")).isEmpty();
        open();
        assertThatThrownBy(() -> vault.open(january, TEXT)).isInstanceOf(LockedException.class);
        assertThat(vault.open(february, TEXT)).isEqualTo(TEXT);
    }
}
