// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.exports;

import java.util.List;
import java.util.stream.Collectors;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Message;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.kit.send.JsonText;

/** A message as a row of a table, and as a line of JSON. The platform's payload is left out, as everywhere outside. */
final class Row {
    static final List<Column> COLUMNS = List.of(
            Column.moment("sentAt", LocalText.of("时间", "Time")),
            Column.text("platform", LocalText.of("平台", "Platform")),
            Column.text("conversation", LocalText.of("会话", "Conversation")),
            Column.text("sender", LocalText.of("发送人", "Sender")),
            Column.text("text", LocalText.of("内容", "Text")),
            Column.text("attachments", LocalText.of("附件", "Attachments")),
            Column.text("priority", LocalText.of("优先级", "Priority")),
            Column.text("tags", LocalText.of("标签", "Tags")),
            Column.text("secrecy", LocalText.of("密级", "Secrecy")),
            Column.text("masked", LocalText.of("脱敏", "Masked")),
            Column.text("id", LocalText.of("编号", "Id")));

    /** What a cell of a workbook holds. */
    private static final int LONGEST_CELL = 32_000;

    private static final LocalText MASKED = LocalText.of("已脱敏", "masked");

    private Row() {}

    static List<Cell> cells(MessageView view) {
        Message message = view.message();
        return List.of(
                Cell.moment(message.sentAt()),
                Cell.text(message.key().platform()),
                Cell.text(message.conversation()
                        .title()
                        .orElse(message.conversation().id())),
                Cell.text(message.sender().name().orElse(message.sender().id())),
                text(view),
                Cell.text(message.content().attachments().stream()
                        .map(attachment ->
                                attachment.name().orElse(attachment.type().word()))
                        .collect(Collectors.joining("、"))),
                Cell.words(view.priority().label()),
                Cell.text(String.join("、", view.marks(Mark.Kind.TAG))),
                Cell.words(Secrecy.among(view.marks()).label()),
                view.masked().isEmpty() ? Cell.text("") : Cell.words(MASKED),
                Cell.text(view.id().value()));
    }

    private static Cell text(MessageView view) {
        var content = view.message().content();
        if (content.unavailable().isPresent()) {
            return Cell.words(content.unavailable().get().detail());
        }
        String text = content.text().orElse("");
        return Cell.text(text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) + "…" : text);
    }

    static String json(MessageView view) {
        Message message = view.message();
        JsonText json = JsonText.object()
                .with("id", view.id().value())
                .with("seq", view.seq())
                .with("platform", message.key().platform())
                .with("tenant", message.key().tenant())
                .with("conversation", message.conversation().id());
        message.conversation().title().ifPresent(title -> json.with("conversationTitle", title));
        JsonText sender = JsonText.object().with("id", message.sender().id());
        message.sender().name().ifPresent(name -> sender.with("name", name));
        json.with("sender", sender)
                .with("type", message.content().type().word())
                .with("sentAt", message.sentAt().toString())
                .with("receivedAt", view.receivedAt().toString())
                .with("version", view.version())
                .with("recalled", view.recalled())
                .with("masked", !view.masked().isEmpty());
        message.content().text().ifPresent(text -> json.with("text", text));
        message.content()
                .unavailable()
                .ifPresent(why -> json.with("unavailable", why.reason().word()));
        return json.withTexts("departments", view.marks(Mark.Kind.DEPARTMENT))
                .with("priority", view.priority().word())
                .withTexts("tags", view.marks(Mark.Kind.TAG))
                .withTexts("secrecy", view.marks(Mark.Kind.SECRECY))
                .withAll(
                        "attachments",
                        message.content().attachments().stream()
                                .map(Row::attachment)
                                .toList())
                .toString();
    }

    private static JsonText attachment(Attachment attachment) {
        JsonText json = JsonText.object().with("type", attachment.type().word());
        attachment.name().ifPresent(name -> json.with("name", name));
        return json;
    }
}
