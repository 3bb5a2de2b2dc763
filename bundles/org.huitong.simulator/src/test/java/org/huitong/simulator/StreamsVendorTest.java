// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.huitong.testkit.VendorPackage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendors' own clients find on the simulated platforms what they expect of the real ones, and are thanked by. */
class StreamsVendorTest {
    @ParameterizedTest
    @CsvSource({"dingtalk,clientId,clientSecret", "feishu,appId,appSecret", "wecom,botId,secret"})
    void theVendorsClientHearsAndIsUnderstood(String platform, String id, String secret)
            throws IOException, InterruptedException {
        try (StreamRig rig = StreamRig.ofPlatformAlone(platform)) {
            List<Letter> letters = rig.letters(20);
            letters.forEach(rig::push);

            List<Map<String, String>> heard = new VendorPackage(platform + ".js")
                    .ask(List.of(Map.of(
                            "url",
                            rig.account.get("baseUrl"),
                            "socket",
                            rig.account.get("streamUrl"),
                            "id",
                            rig.account.get(id),
                            "secret",
                            rig.account.get(secret),
                            "count",
                            "20")));

            until("all were thanked for", () -> rig.unthanked.get() == 0);
            assertThat(heard.stream().map(one -> one.get("name")).distinct())
                    .containsExactlyInAnyOrderElementsOf(
                            letters.stream().map(Letter::id).toList());
        }
    }
}
