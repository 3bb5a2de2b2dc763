// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huitong.api.filter.Facts;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.capability.rights.Reach.Bound;
import org.huitong.capability.rights.Reach.Effective;

/**
 * Says why a right lets somebody read a message, or which of its conditions does not hold. Of the message it names what
 * whoever may read it sees beside it anyway. Pure.
 */
final class WhyWords {
    private static final int MOST_NAMED = 4;

    private final Function<String, Optional<String>> named;

    /** @param named what people call the department, company or project of an id */
    WhyWords(Function<String, Optional<String>> named) {
        this.named = named;
    }

    /** Why this right lets read that message, which it does. */
    LocalText lets(Effective right, Facts message) {
        return switch (right.grant().where()) {
            case OWN -> LocalText.of("本人发出或收到的消息", "said or heard by this person");
            case ASSIGNED -> LocalText.of("消息分派给本人", "assigned to this person");
            case DEPARTMENT_ROOMS -> whose(
                    "消息在本部门的群里", "said in a room of the department", both(right, message, Mark.Kind.ROOM));
            case DEPARTMENT -> whose("消息属于本部门", "of the department", both(right, message, Mark.Kind.DEPARTMENT));
            case DEPARTMENT_TREE -> whose(
                    "消息属于本部门或下级", "of the department or below", both(right, message, Mark.Kind.DEPARTMENT));
            case PROJECT -> LocalText.of("消息属于本人参与的项目", "of a project of this person");
            case COMPANY -> whose(
                    "消息属于本公司或下属",
                    "of the company or below",
                    values(message, Mark.Kind.COMPANY).stream()
                            .filter(right.right().companies()::contains)
                            .toList());
            case ALL -> LocalText.of("范围为全部消息", "reaches every message");
        };
    }

    /** Every condition of this right that the message does not fit. */
    List<LocalText> lacks(Effective right, Facts message) {
        return right.bounds().stream()
                .filter(bound -> !bound.filter().admits(message))
                .map(bound -> lacks(bound.of(), right, message))
                .toList();
    }

    private LocalText lacks(Bound.Of of, Effective right, Facts message) {
        Grant grant = right.grant();
        return switch (of) {
            case WHERE -> lacksWhere(right);
            case SECRECY -> {
                LocalText is = Secrecy.among(message.marks()).label();
                LocalText upTo = grant.upTo().label();
                yield LocalText.of(
                        "密级是“" + is.zh() + "”，权限只到“" + upTo.zh() + "”",
                        "its secrecy is " + is.en().toLowerCase(Locale.ROOT) + ", the right reaches up to "
                                + upTo.en().toLowerCase(Locale.ROOT));
            }
            case PLATFORM -> only("平台", "platform", message.platform(), new TreeSet<>(grant.platforms()));
            case TYPE -> only(
                    "类型",
                    "type",
                    message.type().word(),
                    grant.types().stream().map(MessageType::word).collect(Collectors.toCollection(TreeSet::new)));
        };
    }

    private LocalText lacksWhere(Effective right) {
        Collection<String> departments = new TreeSet<>(right.right().departments());
        return switch (right.grant().where()) {
            case OWN -> LocalText.of("不是本人发出或收到的", "neither said nor heard by this person");
            case ASSIGNED -> LocalText.of("没有分派给本人", "not assigned to this person");
            case DEPARTMENT_ROOMS -> whose("不在本部门的群里", "in no room of the department", departments);
            case DEPARTMENT -> whose("不属于本部门", "not of the department", departments);
            case DEPARTMENT_TREE -> whose("不属于本部门及下级", "not of the department or below", departments);
            case PROJECT -> LocalText.of("不属于本人参与的项目", "of no project of this person");
            case COMPANY -> whose(
                    "不属于本公司及下属",
                    "not of the company or below",
                    new TreeSet<>(right.right().companies()));
            case ALL -> throw new IllegalStateException("every message is among all of them");
        };
    }

    private static LocalText only(String zh, String en, String is, Set<String> allowed) {
        return LocalText.of(
                zh + "是 " + is + "，权限仅限 " + String.join("、", allowed),
                "its " + en + " is " + is + ", the right is for " + String.join(", ", allowed) + " alone");
    }

    private List<String> both(Effective right, Facts message, Mark.Kind kind) {
        return values(message, kind).stream()
                .filter(right.right().departments()::contains)
                .toList();
    }

    private static Set<String> values(Facts message, Mark.Kind kind) {
        return message.marks().stream()
                .filter(mark -> mark.kind() == kind)
                .map(Mark::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private LocalText whose(String zh, String en, Collection<String> ids) {
        List<String> names = ids.stream()
                .flatMap(id -> named.apply(id).stream())
                .limit(MOST_NAMED)
                .toList();
        if (names.isEmpty()) {
            return LocalText.of(zh, en);
        }
        boolean more = ids.size() > names.size();
        return LocalText.of(
                zh + "（" + String.join("、", names) + (more ? " 等" : "") + "）",
                en + " (" + String.join(", ", names) + (more ? " and more" : "") + ")");
    }
}
