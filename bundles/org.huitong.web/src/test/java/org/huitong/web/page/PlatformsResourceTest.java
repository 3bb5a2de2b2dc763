// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.operation.Connections;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

/** A platform is called as its connector calls it, whichever of its ways is connected. */
class PlatformsResourceTest {
    @Test
    void theFormThatIsCalledAsThePlatformSpeaksForItElseItsConnector() {
        assertThat(new PlatformsResource(
                                new Board(Map.of(
                                        "acme", LocalText.of("极点聊天", "Acme Chat"),
                                        "wecom", LocalText.of("企业微信会话存档", "WeCom chat archive"))),
                                new Forms(
                                        kind("wecom.archive", "wecom", "企业微信会话存档"),
                                        kind("wecom", "wecom", "企业微信"),
                                        kind("com.example.acme", "acme", "极点"),
                                        kind("sms.aliyun", "sms", "短信（阿里云）")))
                        .platforms()
                        .items())
                .extracting(platform -> platform.word() + " " + platform.name().zh())
                .containsExactly("acme 极点聊天", "sms 短信（阿里云）", "wecom 企业微信");
    }

    private static Connections.Kind kind(String word, String platform, String name) {
        return new Connections.Kind(
                word, platform, LocalText.of(name, word), Optional.empty(), true, List.of(), List.of());
    }

    private record Board(Map<String, LocalText> platforms) implements ConnectorBoard {
        @Override
        public List<Standing> standings() {
            return List.of();
        }
    }

    private record Forms(List<Kind> kinds) implements Connections {
        Forms(Kind... kinds) {
            this(List.of(kinds));
        }

        @Override
        public Optional<Entered> entered(String platform, String account) {
            return Optional.empty();
        }

        @Override
        public Outcome connect(Asker by, String kind, String account, Map<String, Optional<String>> settings) {
            return new Outcome.Unknown();
        }

        @Override
        public Outcome change(Asker by, String platform, String account, Map<String, Optional<String>> settings) {
            return new Outcome.Unknown();
        }

        @Override
        public Outcome pause(Asker by, String platform, String account) {
            return new Outcome.Unknown();
        }

        @Override
        public Outcome resume(Asker by, String platform, String account) {
            return new Outcome.Unknown();
        }

        @Override
        public Outcome remove(Asker by, String platform, String account) {
            return new Outcome.Unknown();
        }
    }
}
