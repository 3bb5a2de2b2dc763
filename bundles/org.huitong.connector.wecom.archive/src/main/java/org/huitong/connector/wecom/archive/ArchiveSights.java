// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Hearing;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Redelivery;
import org.huitong.api.connector.Remedy;
import org.huitong.api.connector.Sign;
import org.huitong.api.text.LocalText;

/** What the archive shows of a company, and what not. */
final class ArchiveSights {
    private static final List<Profile.Sight> SIGHTS = List.of(
            sight(
                            true,
                            LocalText.of(
                                    "开启范围内员工的单聊与群聊，包括撤回",
                                    "Chats of the people in its scope, direct and in groups, recalls too"),
                            LocalText.of(
                                    "员工须在“会话内容存档”的开启范围内并占用许可",
                                    "The person has to be in the archive's scope and take up a licence"))
                    .shownBy(Sign.DIRECT, Sign.PLAIN, Sign.CALLING, Sign.RECALL)
                    .mendedBy(Remedy.of(
                            Remedy.Kind.LICENCE,
                            "在管理后台“会话内容存档”把员工加入开启范围，许可不够时增购",
                            "Put people into the archive's scope in the admin console, and buy licences where there are"
                                    + " too few")),
            sight(
                            true,
                            LocalText.of("与外部客户的聊天", "Chats with customers"),
                            LocalText.of(
                                    "须客户同意存档，不同意的不会给出", "Once the customer agreed; what was refused is not handed out"))
                    .shownBy(Sign.CUSTOMER),
            sight(
                            true,
                            LocalText.of("图片、语音、视频、文件", "Pictures, voice, video, files"),
                            LocalText.of("平台保留 3 天", "The platform keeps them for 3 days"))
                    .shownBy(Sign.FILE),
            sight(
                    false,
                    LocalText.of("开通或加入范围之前的聊天", "What was said before the archive began"),
                    LocalText.of("平台不补发", "The platform hands out nothing of it")),
            sight(
                    false,
                    LocalText.of("超过 5 天没有取走的消息", "What was not fetched within 5 days"),
                    LocalText.of(
                            "平台已删除；缺口会作为事件记入日志",
                            "The platform has deleted it; the gap stands in the log as an event")));

    private ArchiveSights() {}

    static Profile profile(ArchiveConfig config) {
        return new Profile(
                LocalText.of("企业微信会话存档", "WeCom chat archive"),
                config.corpId().strip(),
                Duration.ofSeconds(30),
                config.owner(),
                config.note(),
                "live".equals(config.stage()),
                SIGHTS,
                Hearing.FROM_RECORD,
                new Redelivery.Kept(Optional.of(Duration.ofDays(5))));
    }

    private static Profile.Sight sight(boolean visible, LocalText what, LocalText why) {
        return new Profile.Sight(what, visible, why);
    }
}
