// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.huitong.simulator.day.Script;
import org.huitong.simulator.dingtalk.DingtalkDesk;
import org.huitong.simulator.dingtalk.DingtalkSide;
import org.huitong.simulator.dingtalk.DingtalkStreamSide;
import org.huitong.simulator.dingtalk.DingtalkStreams;
import org.huitong.simulator.feishu.FeishuDesk;
import org.huitong.simulator.feishu.FeishuSide;
import org.huitong.simulator.feishu.FeishuStreamSide;
import org.huitong.simulator.feishu.FeishuStreams;
import org.huitong.simulator.generic.GenericDesk;
import org.huitong.simulator.generic.GenericSide;
import org.huitong.simulator.wecom.WecomDesk;
import org.huitong.simulator.wecom.WecomSide;
import org.huitong.simulator.wecom.WecomStreamSide;
import org.huitong.simulator.wecom.WecomStreams;

/** An account on a platform as both sides know it: the connector's settings, secrets open. Never shown. */
public record Account(String platform, String name, Map<String, String> settings) {
    public static final String PID = "org.huitong.connector.";
    private static final String STREAM = "stream";

    /** As the company has made it on the card platform. */
    private static final String CARD_TEMPLATE = "7c1f0e52-4c1b-4d55-9c0e-0f7d6a1b2c3d.schema";

    private static final String GROUP_TEMPLATE = "c354d1f0-6f1a-4f6c-b4ea-6f1ab0c3e765";

    private static final Map<String, String> AUTHORIZE = Map.of(
            "dingtalk", "/oauth2/auth",
            "wecom", "/connect/oauth2/authorize",
            "feishu", "/open-apis/authen/v1/authorize");

    public Account {
        settings = Map.copyOf(settings);
    }

    /** A new one, its secrets drawn at random. */
    public static Account create(String platform, String name, String owner, String note) {
        return create(platform, name, owner, note, "");
    }

    /** @param called where the platform is called; empty for where it really is */
    public static Account create(String platform, String name, String owner, String note, String called) {
        Map<String, String> settings = new LinkedHashMap<>();
        switch (platform) {
            case "dingtalk" -> {
                String client = "ding" + Seal.word(16).toLowerCase(Locale.ROOT);
                settings.put("clientId", client);
                settings.put("clientSecret", Seal.word(64));
                settings.put("corpId", "ding" + Seal.word(32).toLowerCase(Locale.ROOT));
                settings.put("token", Seal.word(32));
                settings.put("aesKey", Seal.word(43));
                settings.put("receiveId", client);
                settings.put("robotCode", client);
                settings.put("cardTemplateId", CARD_TEMPLATE);
                settings.put("groupTemplateId", GROUP_TEMPLATE);
                settings.put("todos", "true");
                settings.put("approvalTemplate", "汇通审批");
            }
            case "wecom" -> {
                String corp = "ww" + Seal.word(16).toLowerCase(Locale.ROOT);
                settings.put("corpId", corp);
                settings.put("agentId", "1000002");
                settings.put("secret", Seal.word(43));
                settings.put("token", Seal.word(32));
                settings.put("encodingAesKey", Seal.word(43));
                settings.put("receiveId", corp);
            }
            case "feishu" -> {
                settings.put("appId", "cli_" + HexFormat.of().formatHex(Seal.random(8)));
                settings.put("appSecret", Seal.word(32));
                settings.put("encryptKey", Seal.word(32));
                settings.put("verificationToken", Seal.word(32));
                settings.put("approvalCode", "HUITONG-DEMO");
                settings.put("todos", "true");
            }
            case "generic" -> {
                settings.put("keyId", "k1");
                settings.put("secret", Seal.word(43));
            }
            default -> throw new IllegalArgumentException("no such platform: " + platform);
        }
        if (!called.isEmpty() && platform.equals("generic")) {
            settings.put("webhook", called + "/hub");
        } else if (!called.isEmpty()) {
            settings.put("baseUrl", called);
            settings.put("logins", "true");
            settings.put("directory", "shut");
            settings.put("authorizeUrl", called + AUTHORIZE.get(platform));
            if (platform.equals("dingtalk")) {
                settings.put("oapiUrl", called);
                settings.put("way", STREAM);
            } else if (platform.equals("wecom")) {
                settings.put("scanUrl", called + "/wwlogin/sso/login");
            }
        }
        settings.put("owner", owner);
        settings.put("note", note);
        settings.put("stage", "test");
        return new Account(platform, name, settings);
    }

    String pid() {
        return PID + platform + "~" + name;
    }

    public String get(String setting) {
        return settings.getOrDefault(setting, "");
    }

    public String path() {
        return "/connect/" + platform + "/" + name;
    }

    public PlatformSide side() {
        return switch (platform) {
            case "dingtalk" -> STREAM.equals(get("way")) ? new DingtalkStreamSide(this) : new DingtalkSide(this);
            case "wecom" -> STREAM.equals(get("way")) ? new WecomStreamSide(this) : new WecomSide(this);
            case "feishu" -> STREAM.equals(get("way")) ? new FeishuStreamSide(this) : new FeishuSide(this);
            case "generic" -> new GenericSide(this);
            default -> throw new IllegalArgumentException("no such platform: " + platform);
        };
    }

    /** The same account as its platform would call it, whichever way it is set to. */
    Account called() {
        Map<String, String> calls = new HashMap<>(settings);
        calls.remove("way");
        return new Account(platform, name, calls);
    }

    /** The side of its platform to which hubs connect and stay; empty where there is none. */
    Optional<Streams> streams(InstantSource clock, RandomGenerator dice) {
        return switch (platform) {
            case "dingtalk" -> Optional.of(new DingtalkStreams(this, clock, dice));
            case "feishu" -> Optional.of(new FeishuStreams(this, dice));
            case "wecom" -> Optional.of(new WecomStreams(this, dice));
            default -> Optional.empty();
        };
    }

    /**
     * The side of its platform that is called.
     *
     * @param streams where the platform has them
     * @param address where those connect who want to stay
     * @param cards those that lie in people's chats there
     */
    SendDesk desk(Script script, Optional<Streams> streams, String address, Cards cards, SendDesk.Heard heard) {
        return switch (platform) {
            case "dingtalk" -> new DingtalkDesk(
                    this, (DingtalkStreams) streams.orElseThrow(), address, script.people(), cards, heard);
            case "wecom" -> new WecomDesk(this, script.people(), cards, heard);
            case "feishu" -> new FeishuDesk(
                    this, (FeishuStreams) streams.orElseThrow(), address, script.people(), cards, heard);
            case "generic" -> new GenericDesk(this, heard);
            default -> throw new IllegalArgumentException("no such platform: " + platform);
        };
    }

    @Override
    public String toString() {
        return "Account[" + platform + "~" + name + "]";
    }
}
