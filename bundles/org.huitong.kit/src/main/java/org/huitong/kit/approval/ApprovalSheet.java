// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/**
 * An approval as it is read: what it is, its form, then each opinion in the order of the platform; files beside them. As
 * old as the last thing that happened to it. For one thread and one approval.
 */
public final class ApprovalSheet {
    private static final int MOST = 100;

    private final ContentBuilder out = new ContentBuilder();
    private Instant latest = Instant.MIN;

    /** What stands at its head; what the platform does not tell is left out. */
    public ApprovalSheet head(
            Optional<String> title, Optional<String> number, String state, Optional<String> department) {
        out.line(title);
        out.field("编号", number);
        out.field("状态", state);
        out.field("部门", department);
        return this;
    }

    /** A field of the form, under the name that people gave it. */
    public ApprovalSheet field(String name, String value) {
        if (name.isBlank()) {
            out.line(value);
        } else {
            out.field(name, value);
        }
        return this;
    }

    /**
     * What somebody did with it.
     *
     * @param verdict in a word
     * @param words what they said to it
     * @param at when, where it has happened
     */
    public ApprovalSheet opinion(String who, String verdict, Optional<String> words, Optional<Instant> at) {
        happened(at);
        String said = verdict
                + words.filter(some -> !some.isBlank())
                        .map(some -> verdict.isEmpty() ? some : "：" + some)
                        .orElse("");
        return field(who, said);
    }

    /** Something that happened to it and is no opinion. */
    public ApprovalSheet happened(Optional<Instant> at) {
        at.filter(latest::isBefore).ifPresent(later -> latest = later);
        return this;
    }

    public ApprovalSheet attach(Attachment file) {
        out.attach(file);
        return this;
    }

    /** The entries of a list, as many as one reads. */
    public static List<Json> some(Json list) {
        return list.items().stream().limit(MOST).toList();
    }

    Content content() {
        return out.build(MessageType.RICH_TEXT);
    }

    Instant latest(Instant began) {
        return latest.isAfter(began) ? latest : began;
    }
}
