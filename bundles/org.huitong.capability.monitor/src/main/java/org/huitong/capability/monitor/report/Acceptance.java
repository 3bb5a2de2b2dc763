// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.huitong.api.operation.ConnectorBoard.Delay;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Limits;
import org.huitong.capability.monitor.gauge.Presence;
import org.huitong.capability.monitor.gauge.Readings;
import org.huitong.capability.monitor.gauge.State;

/** What an account must show before it is taken over: each check with what was seen. Pure. */
public final class Acceptance {
    private static final LocalText NOT_YET = LocalText.of("尚无数据", "nothing seen yet");

    private Acceptance() {}

    /** What came of a check. */
    public enum Verdict {
        PASSED,
        /** It cannot be told yet. */
        OPEN,
        FAILED
    }

    /** One check. */
    public record Item(LocalText check, Verdict verdict, LocalText seen) {}

    public static List<Item> of(Standing account, Limits delay) {
        return List.of(
                configured(account),
                seen(
                        LocalText.of("平台调用已放行", "The platform's calls come in"),
                        account.lastCall().isPresent()),
                messages(account),
                delay(account, delay),
                deadLetters(account),
                refused(account));
    }

    /** It is taken over when every check was passed. */
    static Verdict all(List<Item> items) {
        return items.stream().map(Item::verdict).max(Comparator.naturalOrder()).orElse(Verdict.OPEN);
    }

    private static Item configured(Standing account) {
        LocalText check = LocalText.of("连接器运行、配置完整", "Connector runs, configuration complete");
        Presence presence = Presence.of(account);
        LocalText well = LocalText.of("正常", "well");
        return switch (presence.kind()) {
            case THERE, STRAINED -> new Item(
                    check, Verdict.PASSED, presence.why().orElse(well));
            case AWAY -> new Item(check, Verdict.FAILED, presence.why().orElseThrow());
            case PAUSED -> new Item(check, Verdict.OPEN, LocalText.of("已暂停接入", "paused by somebody"));
        };
    }

    private static Item seen(LocalText check, boolean there) {
        return new Item(check, there ? Verdict.PASSED : Verdict.OPEN, there ? LocalText.of("已收到", "seen") : NOT_YET);
    }

    private static Item messages(Standing account) {
        long count = account.messages();
        return new Item(
                LocalText.of("消息已接入", "Messages are taken in"),
                count > 0 ? Verdict.PASSED : Verdict.OPEN,
                count > 0 ? LocalText.of(count + " 条", count + " messages") : NOT_YET);
    }

    private static Item delay(Standing account, Limits normal) {
        LocalText check = LocalText.of("同步延迟 " + normal.text("s"), "Sync delay " + normal.text("s"));
        Optional<Delay> theirs = Optional.ofNullable(account.delays().get("platform"));
        Optional<Delay> ours = Optional.ofNullable(account.delays().get("hub"));
        if (theirs.isEmpty() && ours.isEmpty()) {
            return new Item(check, Verdict.OPEN, NOT_YET);
        }
        double seconds = Readings.habit(theirs, ours);
        return new Item(
                check, normal.of(seconds) == State.BAD ? Verdict.FAILED : Verdict.PASSED, Readings.parts(theirs, ours));
    }

    private static Item deadLetters(Standing account) {
        long dead = account.deadLetters();
        return new Item(
                LocalText.of("没有未能处理的推送", "No dead letters"),
                dead == 0 ? Verdict.PASSED : Verdict.FAILED,
                LocalText.of(dead + " 条", String.valueOf(dead)));
    }

    /** A few strangers knock at every door; more than come in are a wrong key. */
    private static Item refused(Standing account) {
        long refused = account.refused();
        return new Item(
                LocalText.of("验签通过（拒绝少于放行）", "Signatures hold (fewer refused than taken in)"),
                refused == 0 || refused < account.messages() ? Verdict.PASSED : Verdict.FAILED,
                LocalText.of("拒绝 " + refused + " 次", refused + " refused"));
    }
}
