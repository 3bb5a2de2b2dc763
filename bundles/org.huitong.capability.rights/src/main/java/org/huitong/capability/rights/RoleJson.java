// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;

/**
 * A role as callers write and read it.
 *
 * @param version of the set of roles in which it became this; who sends it along does not overwrite what somebody else
 *     changed meanwhile
 */
public record RoleJson(String id, Integer version, LocalText name, List<GrantJson> grants) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*){1,3}");
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
    private static final int MOST_GRANTS = 100;
    private static final int LONGEST = 100;
    /** As the table has it. */
    private static final int LONGEST_GRANTS = 16_000;

    static RoleJson of(Role role) {
        return new RoleJson(
                role.id(),
                role.version(),
                role.name(),
                role.grants().stream().map(GrantJson::of).toList());
    }

    /** The role that was meant, or a problem that says how to mend it. */
    Role role(String knownId) {
        require(
                ID.matcher(knownId).matches(),
                "角色的 id 由小写字母、数字和 - 组成，以字母开头。",
                "A role's id has small letters, digits and -, and begins with a letter.");
        require(name != null, "请给出名称 name：{zh, en}。", "Give the name as {zh, en}.");
        require(grants != null && grants.size() <= MOST_GRANTS, "请给出 grants，最多 100 项。", "Give grants, 100 at most.");
        require(grants.stream().noneMatch(Objects::isNull), "grants 中有空项。", "One of the grants is null.");
        Role role = new Role(
                knownId,
                version == null ? 0 : version,
                LocalText.of(line(name.zh()), line(name.en())),
                grants.stream().map(GrantJson::grant).toList());
        require(
                role.grants().stream()
                                .mapToInt(grant -> grant.line().length() + 1)
                                .sum()
                        <= LONGEST_GRANTS,
                "grants 太长，请减少 platforms。",
                "The grants are too long; name fewer platforms.");
        return role;
    }

    private static String line(String text) {
        return OneLine.of(text == null ? "" : text, LONGEST)
                .orElseThrow(() -> bad("名称是一行文字，最多 100 个字符。", "A name is one line of at most 100 characters."));
    }

    private static void require(boolean holds, String zh, String en) {
        if (!holds) {
            throw bad(zh, en);
        }
    }

    private static Problem bad(String zh, String en) {
        return new Problem(400, "bad-role", LocalText.of(zh, en));
    }

    /**
     * A permission, and how far it reaches.
     *
     * @param secrecy up to which; without it, to internal
     */
    public record GrantJson(
            String permission,
            String where,
            Optional<List<String>> platforms,
            Optional<List<String>> types,
            Optional<String> secrecy) {
        static GrantJson of(Grant grant) {
            return new GrantJson(
                    grant.permission(),
                    grant.where().word(),
                    some(grant.platforms()),
                    some(grant.types().stream().map(MessageType::word).collect(Collectors.toSet())),
                    grant.secrecy().map(Secrecy::word));
        }

        private static Optional<List<String>> some(Set<String> words) {
            return words.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(new TreeSet<>(words)));
        }

        Grant grant() {
            require(
                    permission != null
                            && permission.length() <= LONGEST
                            && WORD.matcher(permission).matches(),
                    "permission 的写法是“对象.动作”，例如 messages.read。",
                    "A permission reads <subject>.<verb>, such as messages.read.");
            return new Grant(
                    permission,
                    Optional.ofNullable(where)
                            .flatMap(Where::ofWord)
                            .orElseThrow(() -> bad(
                                    "where 是 own、assigned、department-rooms、department、department-tree、project、company 或 all。",
                                    "where is own, assigned, department-rooms, department, department-tree, project,"
                                            + " company or all.")),
                    words(platforms)
                            .peek(word -> require(
                                    PLATFORM.matcher(word).matches(),
                                    "platforms 是平台的代号，例如 wecom。",
                                    "platforms are words such as wecom."))
                            .collect(Collectors.toSet()),
                    words(types)
                            .map(word -> MessageType.ofWord(word)
                                    .orElseThrow(() -> bad("没有这种消息类型。", "There is no such type of messages.")))
                            .collect(Collectors.toSet()),
                    secrecy == null
                            ? Optional.empty()
                            : secrecy.map(word -> Secrecy.ofWord(word)
                                    .orElseThrow(() -> bad(
                                            "secrecy 是 public、internal、secret 或 confidential。",
                                            "secrecy is public, internal, secret or confidential."))));
        }

        private static Stream<String> words(Optional<List<String>> words) {
            return words == null
                    ? Stream.empty()
                    : words.stream().flatMap(List::stream).filter(word -> word != null);
        }
    }
}
