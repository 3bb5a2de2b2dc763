// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.rooms.Line.Place;

/**
 * A line as callers write and read it. Tenant, account and conversation may be left out, empty or {@code *}: every one.
 *
 * @param version the version of the set in which the line became this; who changes it sends it along, so as not to
 *     overwrite what somebody else changed meanwhile
 */
public record LineJson(
        Long id,
        Integer version,
        String platform,
        Optional<String> tenant,
        Optional<String> account,
        Optional<String> conversation,
        List<String> departments,
        Optional<String> project,
        Optional<String> company,
        String note) {
    private static final String EVERY = "*";
    private static final int MOST_DEPARTMENTS = 30;
    private static final int LONGEST = 128;
    private static final int LONGEST_CONVERSATION = 256;
    private static final int LONGEST_NOTE = 1000;

    static LineJson of(Line line) {
        return new LineJson(
                line.id(),
                line.version(),
                line.place().platform(),
                line.place().tenant(),
                line.place().account(),
                Optional.of(line.place().conversation().orElse(EVERY)),
                line.departments(),
                line.project(),
                line.company(),
                line.note());
    }

    /** The line that was meant, or a problem that says how to mend it. */
    Line line(long knownId) {
        String cleanPlatform = platform == null ? "" : platform.strip();
        require(
                cleanPlatform.matches("[a-z0-9][a-z0-9.-]{0,63}"),
                "请给出平台的代号，例如 wecom。",
                "A line needs the word of a platform, such as wecom.");
        Line line = new Line(
                knownId,
                version == null ? 0 : version,
                new Place(
                        cleanPlatform,
                        place(LocalText.of("企业", "tenant"), tenant, LONGEST),
                        place(LocalText.of("账号", "account"), account, LONGEST),
                        place(LocalText.of("会话", "conversation"), conversation, LONGEST_CONVERSATION)),
                cleanDepartments(),
                text(LocalText.of("项目", "project"), project, LONGEST),
                text(LocalText.of("公司", "company"), company, LONGEST),
                text(LocalText.of("备注", "note"), Optional.ofNullable(note), LONGEST_NOTE)
                        .orElse(""));
        require(
                !line.departments().isEmpty()
                        || line.project().isPresent()
                        || line.company().isPresent(),
                "请至少填写一个部门、项目或公司。",
                "A line needs at least one department, a project or a company.");
        return line;
    }

    private List<String> cleanDepartments() {
        List<String> clean = departments == null
                ? List.of()
                : departments.stream()
                        .flatMap(d -> d == null ? Stream.empty() : d.lines())
                        .map(String::strip)
                        .filter(d -> !d.isEmpty())
                        .distinct()
                        .toList();
        require(
                clean.size() <= MOST_DEPARTMENTS,
                "一条归属最多 " + MOST_DEPARTMENTS + " 个部门。",
                "A line has at most " + MOST_DEPARTMENTS + " departments.");
        require(
                clean.stream().allMatch(d -> d.length() <= LONGEST),
                "部门名称最多 " + LONGEST + " 个字符。",
                "The name of a department has at most " + LONGEST + " characters.");
        return clean;
    }

    private static Optional<String> place(LocalText field, Optional<String> value, int longest) {
        return text(field, value, longest).filter(v -> !v.equals(EVERY));
    }

    private static Optional<String> text(LocalText field, Optional<String> value, int longest) {
        Optional<String> clean =
                value == null ? Optional.empty() : value.map(String::strip).filter(v -> !v.isEmpty());
        require(
                clean.map(String::length).orElse(0) <= longest,
                field.zh() + "最多 " + longest + " 个字符。",
                "The " + field.en() + " has at most " + longest + " characters.");
        return clean;
    }

    private static void require(boolean holds, String zh, String en) {
        if (!holds) {
            throw new Problem(400, "bad-line", LocalText.of(zh, en));
        }
    }
}
