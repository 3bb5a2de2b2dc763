// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.text.LocalText;

/** Says a change of a role so that whoever is to approve it sees what its holders may then, and who they are. Pure. */
record RoleInWords(GrantInWords grants) {
    private static final int MOST_NAMED = 20;

    /** @param holders by name */
    LocalText of(Role before, Role after, List<String> holders) {
        return LocalText.of(said(before, after, holders, true), said(before, after, holders, false));
    }

    private String said(Role before, Role after, List<String> holders, boolean zh) {
        String names = (zh ? before.name().zh() : before.name().en())
                + (before.name().equals(after.name())
                        ? ""
                        : " → " + (zh ? after.name().zh() : after.name().en()));
        return Stream.of(
                        (zh ? "角色：" : "Role: ") + names,
                        (zh ? "持有人：" : "Held by: ") + held(before, holders, zh),
                        lines(after, before, zh ? "新增权限：" : "May from then on: ", zh),
                        lines(before, after, zh ? "收回权限：" : "May no more: ", zh))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String held(Role role, List<String> holders, boolean zh) {
        if (role.id().equals(Reach.EMPLOYEE)) {
            return zh ? "全体员工" : "everybody who works here";
        }
        String named = holders.stream().limit(MOST_NAMED).collect(Collectors.joining(zh ? "、" : ", "));
        return (zh ? holders.size() + " 人" : holders.size() + " people")
                + (holders.isEmpty() ? "" : zh ? "（" + named : " (" + named)
                + (holders.size() > MOST_NAMED ? "…" : "")
                + (holders.isEmpty() ? "" : zh ? "）" : ")");
    }

    private String lines(Role these, Role others, String sentence, boolean zh) {
        String all = these.grants().stream()
                .filter(grant -> !others.grants().contains(grant))
                .map(grant -> grants.of(grant, zh, Stream.empty()))
                .distinct()
                .collect(Collectors.joining(zh ? "、" : ", "));
        return all.isEmpty() ? "" : sentence + all;
    }
}
