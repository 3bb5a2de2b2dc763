// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.huitong.itest.Push;
import org.huitong.itest.Voice;
import org.huitong.itest.scenario.Diary.Line;
import org.huitong.testkit.HubProcess;

/** The three platforms as they call the hub, signed and sealed with an account's own secrets. */
final class Mouths {
    private static final String ACCOUNT = "day";

    private final Map<String, Voice> voices = new LinkedHashMap<>();
    private final HubProcess hub;

    Mouths(HubProcess hub, Phones phones) {
        this.hub = hub;
        House.PLATFORMS.forEach(p -> voices.put(p, Voice.of(p, ACCOUNT)));
        voices.forEach((platform, voice) -> voice.settings().put("baseUrl", phones.address(platform)));
        voices.get("dingtalk").settings().put("oapiUrl", phones.address("dingtalk"));
        voices.get("dingtalk").settings().put("robotCode", "robot");
        voices.get("wecom").settings().put("agentId", "1000002");
        voices.values().forEach(voice -> voice.register(hub));
    }

    Map<String, String> tenants() {
        return Map.of(
                "dingtalk",
                voices.get("dingtalk").settings().get("corpId"),
                "wecom",
                voices.get("wecom").settings().get("corpId"),
                "feishu",
                "t1");
    }

    void say(Line line, Instant at) {
        assertThat(push(line, at).to(hub).statusCode()).isEqualTo(200);
    }

    private Push push(Line line, Instant at) {
        Voice voice = voices.get(line.platform());
        String who = line.by().map(House.Worker::id).orElse("stranger");
        String name = line.by().map(House.Worker::name).orElse("路人");
        return switch (line.platform()) {
            case "wecom" -> voice.wecom(
                    voice.wecomText("text", Integer.toString(1_000_000 + line.number()), line.text(), at)
                            .replace("<FromUserName>u1<", "<FromUserName>" + who + "<"),
                    at);
            case "dingtalk" -> voice.dingtalk(
                    voice.dingtalkText("text", "said-" + line.number(), line.text(), name, at)
                            .replace("\"u1\"", "\"" + who + "\"")
                            .replace("\"cid1\"", "\"" + line.room().orElse("direct-" + who) + "\"")
                            .replace(
                                    "\"conversationType\":\"2\"",
                                    "\"conversationType\":\"" + (line.room().isPresent() ? 2 : 1) + "\""),
                    at);
            default -> voice.feishu(
                    voice.feishuText("said-" + line.number(), line.text(), name, at)
                            .replace("\"u1\"", "\"" + who + "\"")
                            .replace("\"ou_1\"", "\"ou_" + who + "\"")
                            .replace("\"oc_1\"", "\"" + line.room().orElse("direct-" + who) + "\"")
                            .replace(
                                    "\"chat_type\":\"group\"",
                                    "\"chat_type\":\"" + (line.room().isPresent() ? "group" : "p2p") + "\""),
                    at);
        };
    }
}
