// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;

/** What callers send, made clean, or a problem that says how to mend it. */
final class Clean {
    static final int LONGEST = 128;

    private Clean() {}

    /** A line of text that has to be there. */
    static String needed(LocalText field, String value) {
        return optional(field, Optional.ofNullable(value))
                .orElseThrow(() -> bad("请填写" + field.zh() + "。", "The " + field.en() + " is missing."));
    }

    static Optional<String> optional(LocalText field, Optional<String> value) {
        return optional(field, value, LONGEST);
    }

    /** A line of text that may be left out or empty. */
    static Optional<String> optional(LocalText field, Optional<String> value, int longest) {
        Optional<String> sent = value == null ? Optional.empty() : value.filter(text -> !text.isBlank());
        return sent.map(text -> OneLine.of(text, longest)
                .orElseThrow(() -> bad(
                        field.zh() + "是一行文字，最多 " + longest + " 个字符，不能含有控制字符。",
                        "The " + field.en() + " is one line of at most " + longest
                                + " characters, without control characters.")));
    }

    static <T> List<T> list(List<T> sent, int most) {
        List<T> all = sent == null
                ? List.of()
                : sent.stream().filter(Objects::nonNull).toList();
        if (all.size() > most) {
            throw bad("列表最多 " + most + " 项。", "A list has at most " + most + " entries here.");
        }
        return all;
    }

    /** Something that has to be known by that id. */
    static <T> T known(LocalText what, String id, Optional<T> found) {
        return found.orElseThrow(
                () -> bad("没有" + what.zh() + " " + id + "。", "There is no " + what.en() + " " + id + "."));
    }

    static Problem bad(String zh, String en) {
        return Problem.badRequest(zh, en);
    }

    static Problem conflict(String word, String zh, String en) {
        return new Problem(409, word, LocalText.of(zh, en));
    }

    /** Nothing is overwritten that somebody changed since the caller looked. */
    static void unchanged(Integer sent, Optional<Integer> now) {
        if (sent != null && now.isPresent() && !sent.equals(now.get())) {
            throw conflict("changed-meanwhile", "刚被别人改过，请重新打开。", "Somebody changed this meanwhile; load it again.");
        }
    }
}
