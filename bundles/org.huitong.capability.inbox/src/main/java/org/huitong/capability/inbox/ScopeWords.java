// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;

/**
 * What somebody may see, in words, so that an empty list can be understood. It is made of the asker's own scope and of
 * nothing else: it says the same whether there is something beyond it or not.
 */
final class ScopeWords implements Filter.Fold<ScopeWords.Part> {
    private static final int MOST = 8;
    private static final LocalText OWN = LocalText.of("本人发出或收到的消息", "messages from or to yourself");
    private static final Part UNSAID = new Part(true, Set.of(), Set.of());

    private final Function<String, Optional<String>> named;

    /** @param named what people call the department, company or project of an id */
    private ScopeWords(Function<String, Optional<String>> named) {
        this.named = named;
    }

    /**
     * What a part of a scope comes to.
     *
     * @param everything whether it leaves nothing out but what the limits do
     * @param where whose messages
     * @param limits what narrows them, wherever
     */
    record Part(boolean everything, Set<LocalText> where, Set<LocalText> limits) {}

    static LocalText of(Filter scope, Function<String, Optional<String>> named) {
        Part part = scope.fold(new ScopeWords(named));
        if (part.where().isEmpty()) {
            LocalText whole =
                    part.everything() ? LocalText.of("全部消息", "all messages") : LocalText.of("没有任何消息", "no messages");
            return with(whole, part.limits());
        }
        String more = part.where().size() > MOST ? "等" : "";
        LocalText some = LocalText.of(
                part.where().stream().limit(MOST).map(LocalText::zh).collect(Collectors.joining("、")) + more,
                part.where().stream().limit(MOST).map(LocalText::en).collect(Collectors.joining(", "))
                        + (more.isEmpty() ? "" : " and more"));
        return with(some, part.limits());
    }

    private static LocalText with(LocalText whole, Set<LocalText> limits) {
        return limits.isEmpty()
                ? whole
                : LocalText.of(
                        whole.zh() + "（" + limits.stream().map(LocalText::zh).collect(Collectors.joining("，")) + "）",
                        whole.en() + " (" + limits.stream().map(LocalText::en).collect(Collectors.joining(", ")) + ")");
    }

    private static Part where(LocalText whose) {
        return new Part(false, Set.of(whose), Set.of());
    }

    private static Part limit(String zh, String en) {
        return new Part(true, Set.of(), Set.of(LocalText.of(zh, en)));
    }

    @Override
    public Part all(List<Part> of) {
        return joined(of, of.stream().allMatch(Part::everything));
    }

    @Override
    public Part any(List<Part> of) {
        return joined(of, of.stream().anyMatch(Part::everything));
    }

    private static Part joined(List<Part> of, boolean everything) {
        Set<LocalText> where = new LinkedHashSet<>();
        Set<LocalText> limits = new LinkedHashSet<>();
        of.forEach(part -> {
            where.addAll(part.where());
            limits.addAll(part.limits());
        });
        return new Part(everything, everything ? Set.of() : where, limits);
    }

    @Override
    public Part not(Part of) {
        return limit("有例外", "with exceptions");
    }

    @Override
    public Part marked(Mark.Kind kind, String value) {
        String name = named.apply(value).orElse(value);
        return switch (kind) {
            case PERSON, PARTY -> where(OWN);
            case ASSIGNED -> where(LocalText.of("由本人负责的消息", "messages assigned to you"));
            case DEPARTMENT -> where(LocalText.of("“" + name + "”的消息", "those of “" + name + "”"));
            case ROOM -> where(LocalText.of("“" + name + "”的群里的消息", "those in the rooms of “" + name + "”"));
            case COMPANY -> where(LocalText.of("公司“" + name + "”的消息", "those of the company “" + name + "”"));
            case PROJECT -> where(LocalText.of("项目“" + name + "”的消息", "those of the project “" + name + "”"));
            case CUSTOMER -> where(LocalText.of("客户“" + name + "”的消息", "those of the customer “" + name + "”"));
            default -> limit("带“" + name + "”标记的", "marked “" + name + "”");
        };
    }

    @Override
    public Part has(Mark.Kind kind) {
        return limit("限一部分", "of some kind only");
    }

    /** Rights name senders and rooms of the asker's own. */
    @Override
    public Part saidBy(Optional<String> platform, Optional<String> tenant, String sender) {
        return where(OWN);
    }

    @Override
    public Part inRoom(Optional<String> platform, Optional<String> tenant, String conversation) {
        return where(LocalText.of("所在项目的群里的消息", "those in the rooms of your projects"));
    }

    @Override
    public Part onPlatform(String platform) {
        return limit("限平台 " + platform, "on " + platform + " only");
    }

    @Override
    public Part onAccount(String account) {
        return limit("限接入账号 " + account, "of the account " + account + " only");
    }

    @Override
    public Part ofType(MessageType type) {
        return limit("限类型 " + type.word(), "of the type " + type.word() + " only");
    }

    @Override
    public Part sentBetween(Optional<Instant> from, Optional<Instant> to) {
        return limit("限一段时间内", "within a stretch of time");
    }

    @Override
    public Part ranked(Priority priority) {
        return limit(
                "限优先级 " + priority.label().zh(),
                "of " + priority.label().en().toLowerCase(Locale.ROOT) + " priority only");
    }

    @Override
    public Part secrecyUpTo(Secrecy highest) {
        return switch (highest) {
            case PUBLIC -> limit(
                    "仅限" + highest.label().zh(), highest.label().en().toLowerCase(Locale.ROOT) + " only");
            case INTERNAL -> limit("不含商密", "without trade secrets");
            case SECRET -> limit("不含" + Secrecy.CONFIDENTIAL.label().zh(), "without core trade secrets");
            case CONFIDENTIAL -> UNSAID;
        };
    }

    @Override
    public Part words(String words) {
        return UNSAID;
    }
}
