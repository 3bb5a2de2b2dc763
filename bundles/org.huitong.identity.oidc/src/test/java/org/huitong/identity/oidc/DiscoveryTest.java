// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private Instant now = Instant.parse("2026-11-30T08:00:00Z");

    @Test
    void whatItSaidCountsWhileItDoesNotAnswerAndItIsAskedSeldom() throws IOException {
        try (StandIn provider = new StandIn()) {
            Discovery discovery = new Discovery(provider.issuer, new Line(Duration.ofSeconds(30), ""), () -> now);
            Provider known = discovery.provider();
            assertThat(discovery.provider()).isEqualTo(known);
            assertThat(provider.discovered).hasValue(1);

            now = now.plus(Duration.ofHours(1));
            provider.calledItself = "https://evil.example.com";
            assertThat(discovery.provider()).isEqualTo(known);
            assertThat(discovery.provider()).isEqualTo(known);
            assertThat(provider.discovered).hasValue(2);

            now = now.plus(Duration.ofMinutes(1));
            assertThat(discovery.provider()).isEqualTo(known);
            assertThat(provider.discovered).hasValue(3);
        }
    }
}
