// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;
import org.huitong.capability.rights.Holding.Held;

/**
 * The roles of a person as callers write and read them.
 *
 * @param version of the set in which they became this, 0 where the person has been given none; needed in a change, which
 *     is refused where it fits no more
 * @param difference what a change has brought and taken
 * @param emergency why it cannot wait for its approvals, in a change that would
 */
public record HoldingJson(
        Integer version, List<HeldJson> roles, Optional<Difference> difference, Optional<String> emergency) {
    private static final int MOST = 50;
    private static final int LONGEST = 64;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9999;
    private static final int LONGEST_REASON = 200;

    static HoldingJson of(Holding holding) {
        return new HoldingJson(
                holding.version(),
                holding.roles().stream().map(HeldJson::of).toList(),
                Optional.empty(),
                Optional.empty());
    }

    static HoldingJson of(Holding holding, RightsChange change) {
        return new HoldingJson(
                holding.version(),
                holding.roles().stream().map(HeldJson::of).toList(),
                Optional.of(new Difference(
                        change.gained().stream().map(EffectiveJson::of).toList(),
                        change.lost().stream().map(EffectiveJson::of).toList())),
                Optional.empty());
    }

    /** What was meant, or a problem that says how to mend it. */
    Holding holding(String person) {
        if (version == null
                || version < 0
                || roles == null
                || roles.size() > MOST
                || roles.stream().anyMatch(Objects::isNull)) {
            throw bad("请发送看到的 version 和 roles，最多 50 个。", "Send the version that you saw, and roles, 50 at most.");
        }
        return new Holding(
                person, version, roles.stream().map(HeldJson::held).distinct().toList());
    }

    /** Why it cannot wait, where they say so. */
    Optional<String> urgency() {
        Optional<String> said = emergency == null ? Optional.empty() : emergency.filter(text -> !text.isBlank());
        return said.map(text -> OneLine.of(text, LONGEST_REASON)
                .orElseThrow(() -> bad(
                        "emergency 是一行理由，最多 200 个字符。",
                        "emergency is a reason in one line of at most 200 characters.")));
    }

    private static Problem bad(String zh, String en) {
        return new Problem(400, "bad-roles", LocalText.of(zh, en));
    }

    /**
     * One of them.
     *
     * @param department,company for which; without: the person's own
     * @param until the last day, such as 2027-03-31
     */
    public record HeldJson(String role, Optional<String> department, Optional<String> company, Optional<String> until) {
        static HeldJson of(Held held) {
            return new HeldJson(
                    held.role(), held.department(), held.company(), held.until().map(LocalDate::toString));
        }

        Held held() {
            if (role == null || !role.matches("[a-z][a-z0-9-]{0,63}")) {
                throw bad("请给出角色的 id。", "Name the role by its id.");
            }
            return new Held(role, id(department), id(company), day());
        }

        private static Optional<String> id(Optional<String> id) {
            Optional<String> some = id == null ? Optional.empty() : id.filter(text -> !text.isBlank());
            if (some.filter(text -> text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' '))
                    .isPresent()) {
                throw bad("department 和 company 是汇通中的编号。", "department and company are the hub's own ids.");
            }
            return some;
        }

        private Optional<LocalDate> day() {
            try {
                return until == null
                        ? Optional.empty()
                        : until.filter(t -> !t.isBlank()).map(LocalDate::parse).map(HeldJson::usual);
            } catch (DateTimeParseException e) {
                throw bad("until 是日期，例如 2027-03-31。", "until is a date, such as 2027-03-31.");
            }
        }

        /** Reckoning with days that nobody will see ends somewhere; a slip of the finger must not end up there. */
        private static LocalDate usual(LocalDate day) {
            if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
                throw bad(
                        "until 的年份在 " + FIRST_YEAR + " 到 " + LAST_YEAR + " 之间。",
                        "The year of until is between " + FIRST_YEAR + " and " + LAST_YEAR + ".");
            }
            return day;
        }
    }

    /** What a change has brought and taken. */
    public record Difference(List<EffectiveJson> gained, List<EffectiveJson> lost) {}
}
