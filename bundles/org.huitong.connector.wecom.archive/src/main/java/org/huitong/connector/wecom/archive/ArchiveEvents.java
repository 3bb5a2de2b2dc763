// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.huitong.api.message.Content;
import org.huitong.api.text.LocalText;

/** What happened besides talk, in our own sentences. */
final class ArchiveEvents {
    private static final Map<String, LocalText> TITLES = Map.of(
            "agree", LocalText.of("客户同意存档会话内容", "A customer agreed to the chat archive"),
            "disagree", LocalText.of("客户不同意存档会话内容", "A customer refused the chat archive"),
            "meeting_voice_call", LocalText.of("音频会议", "A voice meeting"),
            "voip_doc_share", LocalText.of("通话中共享了文档", "A document was shared in a call"),
            "voiptext", LocalText.of("音视频通话", "A voice or video call"),
            "meeting_notification", LocalText.of("会议通知", "A notice of a meeting"),
            "sphfeed", LocalText.of("视频号动态", "A post of a video channel"),
            "qydiskfile", LocalText.of("微盘文件", "A file of the company's drive"));

    private ArchiveEvents() {}

    static LocalText title(String kind) {
        return TITLES.getOrDefault(kind, LocalText.of("企业微信消息（" + kind + "）", "A WeCom message (" + kind + ")"));
    }

    static Content changedCompany() {
        return Content.event("switch", LocalText.of("切换了企业日志", "Switched to another company"), null);
    }

    static Content gap(Instant from, Instant until, ZoneId zone) {
        String first = ArchivePlace.words(from, zone);
        String last = ArchivePlace.words(until, zone);
        return Content.event(
                "archive_gap",
                LocalText.of("会话存档有缺口，无法补回", "The chat archive has a gap that cannot be closed"),
                first + " — " + last + "：平台只保留 5 天，这段时间的消息在能取到之前已被平台删除 / The platform keeps 5 days; what was"
                        + " said in this time was deleted before it could be had");
    }
}
