// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Reply;
import org.junit.jupiter.api.Test;

class MishapTest {
    @Test
    void findsCodeAndRequestAsEachPlatformNamesThem() {
        assertThat(of(Map.of(), "{\"errcode\":60020,\"errmsg\":\"not allow to access from your ip, hint: [1]\"}"))
                .isEqualTo(new Mishap(400, "60020", "-"));
        assertThat(of(
                        Map.of("x-acs-request-id", "AB-12"),
                        "{\"code\":\"Forbidden.AccessDenied\",\"requestid\":\"CD-34\",\"message\":\"张三的消息\"}"))
                .isEqualTo(new Mishap(400, "Forbidden.AccessDenied", "AB-12"));
        assertThat(of(Map.of(), "{\"code\":99991663,\"log_id\":\"20261130\"}"))
                .isEqualTo(new Mishap(400, "99991663", "20261130"));
        assertThat(Mishap.of(Optional.empty())).isEqualTo(new Mishap(0, "-", "-"));
    }

    @Test
    void takesNothingThatCouldBeWords() {
        assertThat(of(Map.of("x-request-id", "a b\nc"), "{\"code\":\"收到了\",\"requestId\":\"机密 内容\"}"))
                .isEqualTo(new Mishap(400, "-", "-"));
        assertThat(of(Map.of(), "<html>502</html>")).isEqualTo(new Mishap(400, "-", "-"));
    }

    private static Mishap of(Map<String, String> headers, String body) {
        return Mishap.of(Optional.of(new Reply(400, headers, body.getBytes(StandardCharsets.UTF_8))));
    }
}
