// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {
    /** Whoever asks, and by whatever name of a host: nobody looks at the request. */
    @Test
    void waysLeadBackToTheAddressThatWasSet() {
        String back = "/api/v1/logins/feishu-demo/back";
        for (String set : new String[] {"https://hub.example.com:8443", " https://hub.example.com:8443/ "}) {
            assertThat(Home.of(Home.known(set), null, back))
                    .isEqualTo(URI.create("https://hub.example.com:8443" + back));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hub.example.com",
                "ftp://hub.example.com",
                "https://hub.example.com/x",
                "https://a@hub.example.com",
                "https://hub.example.com?x",
                "https://",
                "https://hub example"
            })
    void whatIsNoAddressCountsAsNotSet(String set) {
        assertThat(Home.known(set)).isEmpty();
    }
}
