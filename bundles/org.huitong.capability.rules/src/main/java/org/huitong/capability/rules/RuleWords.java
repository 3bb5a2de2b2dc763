// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.util.Map;
import org.huitong.api.message.MessageType;
import org.huitong.api.text.LocalText;

/** What people call the things that rules name. */
final class RuleWords {
    private static final Map<String, LocalText> PLATFORMS = Map.of(
            "dingtalk", LocalText.of("钉钉", "DingTalk"),
            "wecom", LocalText.of("企业微信", "WeCom"),
            "feishu", LocalText.of("飞书", "Feishu"));

    private RuleWords() {}

    static LocalText of(MessageType type) {
        return switch (type) {
            case TEXT -> LocalText.of("文字", "Text");
            case RICH_TEXT -> LocalText.of("图文", "Rich text");
            case IMAGE -> LocalText.of("图片", "Image");
            case VOICE -> LocalText.of("语音", "Voice");
            case VIDEO -> LocalText.of("视频", "Video");
            case FILE -> LocalText.of("文件", "File");
            case CARD -> LocalText.of("卡片", "Card");
            case LOCATION -> LocalText.of("位置", "Location");
            case LINK -> LocalText.of("链接", "Link");
            case EVENT -> LocalText.of("事件", "Event");
            case UNAVAILABLE -> LocalText.of("无法取得", "Unavailable");
        };
    }

    /** A platform that somebody else added goes by its own word. */
    static LocalText ofPlatform(String word) {
        return PLATFORMS.getOrDefault(word, LocalText.of(word, word));
    }
}
