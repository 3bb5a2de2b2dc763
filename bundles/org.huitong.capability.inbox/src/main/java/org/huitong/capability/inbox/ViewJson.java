// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.time.Instant;
import java.util.Map;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;

/**
 * A view as callers write and read it.
 *
 * @param id a word of those that are delivered, else a number
 * @param title in both languages; whoever saves one gives it a name in theirs
 * @param own whether the caller made it
 * @param delivered whether it comes with the product and stays as it is
 */
public record ViewJson(
        String id,
        Integer version,
        LocalText title,
        String name,
        Boolean shared,
        Boolean own,
        Boolean delivered,
        Map<String, String> query) {
    private static final int LONGEST_NAME = 60;

    static ViewJson of(View view, String account) {
        return new ViewJson(
                Long.toString(view.id()),
                view.version(),
                LocalText.of(view.name(), view.name()),
                view.name(),
                view.shared(),
                view.isOf(account),
                false,
                view.query().parameters());
    }

    static ViewJson of(DeliveredView view) {
        return new ViewJson(
                view.id(),
                0,
                view.title(),
                null,
                true,
                false,
                true,
                view.query().parameters());
    }

    /** The view that was meant, or a problem that says how to mend it. */
    View view(long knownId, String owner, Instant now) {
        return new View(
                knownId,
                version == null ? 0 : version,
                OneLine.of(name == null ? "" : name, LONGEST_NAME)
                        .orElseThrow(() -> new Problem(
                                400,
                                "bad-view",
                                LocalText.of(
                                        "名称是一行文字，最多 " + LONGEST_NAME + " 个字符。",
                                        "A name is one line of at most " + LONGEST_NAME + " characters."))),
                owner,
                shared != null && shared,
                ViewQuery.read(query == null ? Map.of() : query, now));
    }
}
