// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.platform;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.connector.Directory.Member;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * Writes what a platform has as the list that it would be as a file, for a company that it leads. Whom the platform gives
 * no number is known by the number that is written down here; without one they wait in the workbench.
 */
final class MemberList {
    private MemberList() {}

    static byte[] of(Roster roster, String platform, String tenant, String company, Pages pages) {
        String headings = row(Stream.of("工号", "姓名", "公司", "部门", "岗位", "邮箱", "手机", platform + " id@" + tenant));
        return Stream.concat(
                        Stream.of(headings),
                        pages.members().stream().map(one -> row(roster, platform, tenant, company, pages, one)))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String row(
            Roster roster, String platform, String tenant, String company, Pages pages, Member member) {
        Optional<Person> known = member.ids().stream()
                .flatMap(id -> roster.holder(platform, tenant, id).stream())
                .findFirst();
        List<String> paths = pages.paths(member);
        return row(Stream.of(
                member.employee().isEmpty() ? known.map(Person::employee).orElse("") : member.employee(),
                member.name().isEmpty() ? known.map(Person::name).orElse("") : member.name(),
                company,
                String.join("\n", paths),
                member.post(),
                member.mail(),
                member.mobile(),
                String.join("\n", member.ids())));
    }

    private static String row(Stream<String> cells) {
        return cells.map(cell -> '"' + cell.replace("\"", "\"\"") + '"').collect(Collectors.joining(","));
    }
}
