// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.kit.envelope.Envelopes;
import org.huitong.kit.parse.Parsed;
import org.huitong.testkit.Wax;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Duration RULE = Duration.ofMinutes(5);

    private static final LocalText MISSING = LocalText.of("请填写 secret", "set secret");

    private final Settings settings = settings("");

    @Test
    void namesTheAccountAndOpensWhatWasPasted() {
        assertThat(settings.account()).isEqualTo("sales");
        assertThat(settings.freshness().window()).isEqualTo(RULE);
        assertThat(settings("PT1H").freshness().window()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.read(() -> Optional.of(new Parsed.Good<>(settings.secret("sealed: s3cr3t\n"))), MISSING))
                .isEqualTo(new Parsed.Good<>("s3cr3t"));
        assertThat(settings.toString()).contains("sales").doesNotContain("s3cr3t");
    }

    @Test
    void whatCannotBeUsedIsASentence() {
        assertThat(reason(settings.read(Optional::empty, MISSING))).isEqualTo("set secret");
        assertThat(reason(settings.read(() -> Optional.of(Envelopes.of("t", "short")), MISSING)))
                .isEqualTo("the configuration cannot be used: the key has 43 letters and digits, this one has 5");
        assertThat(reason(settings.read(() -> Optional.of(new Parsed.Good<>(settings.secret("sealed:lost"))), MISSING)))
                .contains("key store");
    }

    @Test
    void aFreshnessThatIsNoneShutsEveryWayIn() {
        Settings often = settings("often");
        assertThat(reason(often.read(() -> Optional.of(new Parsed.Good<>("ready")), MISSING)))
                .contains("duration");
        assertThat(often.freshness().window()).isEqualTo(RULE);
    }

    private static Settings settings(String freshness) {
        return new Settings(Map.of("service.pid", "org.huitong.connector.acme~sales"), new Wax(), freshness, RULE);
    }

    private static String reason(Parsed<?> parsed) {
        return ((Parsed.Bad<?>) parsed).reason().en();
    }
}
