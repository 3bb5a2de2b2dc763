// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.On;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Perspective;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;

/**
 * What somebody may who looks through the eyes of another: what both of them may, each by themselves. So nobody sees
 * anything by looking that they could not have seen before, whatever the other comes to have meanwhile; and what is
 * somebody's own, which no permission guards, is neither's.
 */
final class Glance {
    private static final Act VIEW = Act.of(Permissions.VIEW_AS);
    private static final LocalText OVER =
            LocalText.of("您已没有以他人视角查看的权限，请结束查看。", "You may no longer look through the eyes of others; end it.");

    private final Policy policy;
    private final PermissionBook book;

    Glance(Policy policy, PermissionBook book) {
        this.policy = policy;
        this.book = book;
    }

    Decision decide(Asker asker, Perspective other, Act act, On on) {
        if (act.word().equals(Permitted.EVERYBODY)) {
            return new Decision.Denied(ownOf(other));
        }
        Asker self = self(asker);
        if (!policy.decideOwn(self, VIEW, On.nothing()).allows()) {
            return new Decision.Denied(OVER);
        }
        Decision theirs = policy.decideOwn(eyes(other), act, on);
        return !theirs.allows() || policy.decideOwn(self, act, on).allows()
                ? theirs
                : new Decision.Denied(unseen(other, act));
    }

    Scope scope(Asker asker, Perspective other, Act use) {
        Asker self = self(asker);
        if (!policy.decideOwn(self, VIEW, On.nothing()).allows()) {
            return new Scope.Nothing(OVER);
        }
        Scope theirs = policy.scopeOwn(eyes(other), use);
        if (!(theirs instanceof Scope.Within within)) {
            return theirs;
        }
        return policy.scopeOwn(self, use) instanceof Scope.Within own
                ? new Scope.Within(within.filter().and(own.filter()))
                : new Scope.Nothing(unseen(other, use));
    }

    /** Who looks, with their own eyes. */
    private static Asker self(Asker asker) {
        return new Asker(asker.account(), asker.name(), asker.person(), asker.token());
    }

    /** As the other would come. */
    static Asker eyes(Perspective other) {
        return new Asker(other.account(), other.name(), other.person(), Optional.empty());
    }

    private static LocalText ownOf(Perspective other) {
        return LocalText.of(
                "您正在以“" + other.name() + "”的视角查看。个人的内容（自己的待办、通知、审批、设置）不在查看范围内。",
                "You look through the eyes of " + other.name()
                        + ". What is somebody's own (tasks, notices, approvals, settings) is not shown.");
    }

    private LocalText unseen(Perspective other, Act act) {
        LocalText name = book.named(act.word());
        return LocalText.of(
                "“" + other.name() + "”可以看到这里；您没有权限" + name.zh() + "，所以看不到内容。",
                other.name() + " sees this; you do not have the permission " + name.en()
                        + ", so it is not shown to you.");
    }
}
