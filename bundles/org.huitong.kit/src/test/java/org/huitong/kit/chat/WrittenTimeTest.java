// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WrittenTimeTest {
    @Test
    void isTheHubsTimeWithoutLeadingNoughts() {
        Instant moment = Instant.parse("2026-03-11T16:05:00Z");
        assertThat(WrittenTime.of(moment, ZoneId.of("Asia/Shanghai"))).isEqualTo("3月12日 00:05");
    }
}
